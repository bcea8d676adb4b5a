"""What a class is given of an article: pages to practise on and to teach from, paper, packages for other systems."""
