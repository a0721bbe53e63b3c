"""What other apps may use of the assistants."""

from assistants.asking import Answered, ask_once
from assistants.compare_texts import Line, compared
from assistants.crisis.recognise import recognised as crisis_kinds
from assistants.drafting.put_up import WrittenDraft, put_up_draft, put_up_word_form
from assistants.drafting.written_text import text_as_html, text_as_pdf, text_as_word
from assistants.evaluating.ask_one import AskedAndJudged, ask_and_judge
from assistants.evaluating.put_up import WrittenQuestion, WrittenTopic, put_up_evaluation
from assistants.guiding.content import NotAGuide
from assistants.guiding.content import content_of as read_guide
from assistants.guiding.publish import put_up_guide
from assistants.guiding.try_out import TriedGuide, try_guide
from assistants.handover.canned import WrittenReply, write_canned
from assistants.hotlines import WrittenHotline, write_hotlines
from assistants.installing.blanks import KnownBlank, known_blanks
from assistants.installing.faq import (
    LocalPattern,
    PatternStanding,
    install_patterns,
    local_patterns,
    pattern_standings,
    propose_patterns,
    remove_patterns,
    rewrite_pattern,
)
from assistants.installing.guides import install_guides, local_guide, plain_guide, remove_guides, rewrite_guide
from assistants.installing.program_trial import ProgramTrial, try_as_program
from assistants.installing.prompts import (
    LocalPrompt,
    install_prompts,
    local_prompts,
    plain_prompt,
    retire_prompts,
    rewrite_prompt,
)
from assistants.installing.questions import (
    LocalQuestion,
    NotASet,
    QuestionSet,
    asked_already,
    install_questions,
    local_questions,
    remove_questions,
    rewrite_questions,
    topic_of_set,
)
from assistants.installing.trial import Trial as PromptTrial
from assistants.installing.trial import begin_trial, try_prompt
from assistants.offering import Offerable, OfferedThing, offerable, offered_thing
from assistants.persona.dress import WrittenSuggestion, dress
from assistants.prompting.assemble import PLACE as BLANK_PLACE
from assistants.prompting.assemble import fill as fill_blanks
from assistants.prompting.assemble import names_in
from assistants.prompting.content import TASKS as PROMPT_TASKS
from assistants.prompting.content import Blank as PromptBlank
from assistants.prompting.content import Law as PromptLaw
from assistants.prompting.exchange import NotATemplate
from assistants.prompting.exchange import content_from as read_prompt
from assistants.prompting.load_starter import LoadedStarter, load_starter
from assistants.prompting.notes import PromptNote, register_prompt_notes
from assistants.prompting.patterns import write_blanks
from assistants.prompting.prove import Proven, prove_prompt, writing_model_missing
from assistants.prompting.schema import faults_against as schema_faults
from assistants.prompting.starter import starter_contents, starter_faq, starter_questions
from assistants.prompting.write import TemplateChanged, TemplateNotSound
from assistants.proofreading.offer import PROOF_PROFILES, ProofFinding, proofread
from assistants.refusals import Refused as PromptRefused
from assistants.reviewing.shared_use import SharedUse, use_of_patterns, use_of_prompts
from assistants.reviewing.write_past import PastConversation, PastHandover, PastTurn, PastWord, write_past
from assistants.speaking.detect import detected as detected_language
from assistants.warm_up import warm_up

__all__ = [
    "BLANK_PLACE",
    "PROMPT_TASKS",
    "PROOF_PROFILES",
    "Answered",
    "AskedAndJudged",
    "KnownBlank",
    "Line",
    "LoadedStarter",
    "LocalPattern",
    "LocalPrompt",
    "LocalQuestion",
    "NotAGuide",
    "NotASet",
    "NotATemplate",
    "Offerable",
    "OfferedThing",
    "PastConversation",
    "PastHandover",
    "PastTurn",
    "PastWord",
    "PatternStanding",
    "ProgramTrial",
    "PromptBlank",
    "PromptLaw",
    "PromptNote",
    "PromptRefused",
    "PromptTrial",
    "ProofFinding",
    "Proven",
    "QuestionSet",
    "SharedUse",
    "TemplateChanged",
    "TemplateNotSound",
    "TriedGuide",
    "WrittenDraft",
    "WrittenHotline",
    "WrittenQuestion",
    "WrittenReply",
    "WrittenSuggestion",
    "WrittenTopic",
    "ask_and_judge",
    "ask_once",
    "asked_already",
    "begin_trial",
    "compared",
    "crisis_kinds",
    "detected_language",
    "dress",
    "fill_blanks",
    "install_guides",
    "install_patterns",
    "install_prompts",
    "install_questions",
    "known_blanks",
    "load_starter",
    "local_guide",
    "local_patterns",
    "local_prompts",
    "local_questions",
    "names_in",
    "offerable",
    "offered_thing",
    "pattern_standings",
    "plain_guide",
    "plain_prompt",
    "proofread",
    "propose_patterns",
    "prove_prompt",
    "put_up_draft",
    "put_up_evaluation",
    "put_up_guide",
    "put_up_word_form",
    "read_guide",
    "read_prompt",
    "register_prompt_notes",
    "remove_guides",
    "remove_patterns",
    "remove_questions",
    "retire_prompts",
    "rewrite_guide",
    "rewrite_pattern",
    "rewrite_prompt",
    "rewrite_questions",
    "schema_faults",
    "starter_contents",
    "starter_faq",
    "starter_questions",
    "text_as_html",
    "text_as_pdf",
    "text_as_word",
    "topic_of_set",
    "try_as_program",
    "try_guide",
    "try_prompt",
    "use_of_patterns",
    "use_of_prompts",
    "warm_up",
    "write_blanks",
    "write_canned",
    "write_hotlines",
    "write_past",
    "writing_model_missing",
]
