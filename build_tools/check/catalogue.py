"""All rules. `FINDERS` is the order in which they are applied; messages are sorted afterwards."""

from __future__ import annotations

from collections.abc import Sequence

from ..problems import acceptance, article, files, pairs, paper, shape, signs, yaml
from .rule import AnyRule, Finder
from .rules import (
    evidence,
    fairness,
    first,
    ids,
    lesson,
    links,
    names,
    numbers,
    quotes,
    references,
    repeated,
    voices,
    wording,
)

WORDINGS: tuple[AnyRule, ...] = (
    files.file_unreadable,
    files.file_name,
    files.file_kind,
    files.same_address,
    files.file_too_large,
    files.merge_conflict,
    files.not_utf_8,
    signs.byte_order_mark,
    signs.bidi_control,
    signs.direction_mark,
    signs.line_end,
    signs.control_character,
    signs.mojibake,
    signs.lost_character,
    signs.hidden_letters,
    signs.invisible_sign,
    signs.look_alike,
    signs.space_missing,
    yaml.yaml_syntax,
    yaml.hash_cuts_text,
    yaml.comment_behind_text,
    yaml.escape_in_text,
    yaml.tab,
    yaml.empty_file,
    yaml.nested_too_deep,
    yaml.duplicate_key,
    yaml.key_not_text,
    yaml.alias,
    yaml.merge_key,
    yaml.yaml_tag,
    yaml.several_documents,
    shape.missing_key,
    shape.unknown_key,
    shape.wrong_type,
    shape.bad_value,
    shape.empty_value,
    shape.text_too_long,
    shape.too_many,
    shape.id_format,
    shape.link_scheme,
    shape.unknown_insert,
    pairs.annotation_without_article,
    pairs.article_without_annotations,
    pairs.two_annotation_files,
    pairs.front_matter_missing,
    pairs.front_matter_fence,
    pairs.article_empty,
    article.words_not_shown,
    article.container_not_closed,
    article.container_unknown,
    article.container_holds_most,
    article.signs_not_shown,
    article.sign_as_code,
    article.link_leads_nowhere,
    article.too_much,
    acceptance.not_acceptable,
    acceptance.accepted_nothing,
    acceptance.accepts_several,
    pairs.unused_technique,
    paper.paper_not_made,
    paper.font_damaged,
)

FINDERS: tuple[Finder, ...] = (
    quotes.quote_not_found,
    quotes.quote_ambiguous,
    quotes.quote_splits_word,
    quotes.every_too_often,
    numbers.too_many_marks,
    ids.duplicate_id,
    ids.reserved_id,
    references.unknown_evidence,
    references.unused_evidence,
    references.unknown_voice,
    references.unused_voice,
    references.unknown_fact,
    references.unused_fact,
    references.unknown_annotation,
    first.first_is_missing,
    first.first_has_three_to_ten,
    first.first_names_twice,
    repeated.stands_twice,
    references.unknown_technique,
    references.technique_of_another_kind,
    evidence.missing_context_without_evidence,
    evidence.known_without_evidence,
    evidence.known_is_later,
    evidence.evidence_is_later,
    evidence.evidence_is_not_later,
    evidence.missing_is_later,
    evidence.article_without_date,
    evidence.read_before_published,
    voices.overlapping_attributions,
    voices.attribution_without_words,
    fairness.no_good_practice,
    fairness.author_is_reviewer,
    fairness.dense_marking,
    names.gist_names_technique,
    names.good_practice_without_name,
    wording.still_to_be_written,
    wording.loaded_language_without_plain,
    wording.plain_on_another_kind,
    wording.missing_out_of_place,
    wording.intent_words,
    wording.loaded_notes,
    links.links_in_notes,
    lesson.lesson_minutes_differ,
    lesson.lesson_ages_turned_round,
    lesson.lesson_step_without_its_part,
    lesson.lesson_part_without_a_step,
    lesson.hard_word_not_in_article,
    lesson.excerpt_not_in_pack,
    lesson.background_is_later,
    lesson.standard_not_looked_up,
)

BY_ID: dict[str, AnyRule] = {
    rule.id: rule for rule in sorted((*FINDERS, *WORDINGS), key=lambda rule: rule.id)
}


def all_rules() -> Sequence[AnyRule]:
    """Every rule, once, by id."""
    return tuple(BY_ID.values())


def rules_markdown() -> str:
    """The documentation of all rules, a heading each, whose fragment is the rule's id."""
    return "\n\n".join(f"## `{rule.id}`\n\n*{rule.severity}*\n\n{rule.doc}" for rule in BY_ID.values()) + "\n"
