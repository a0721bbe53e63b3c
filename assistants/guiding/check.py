"""Is a guide whole: every way leads on, to an end, without a circle; each fault is a sentence with its place."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from assistants.guiding.content import Content, GuideStep


def faults_of(*, content: Content, desks: Collection[str]) -> tuple[str, ...]:
    """Why it cannot be published; empty when it can. `desks`: keys of the town's open sections."""
    if not content.steps:
        return (_("質問がまだありません。「質問や結果を加える」から始めてください。"),)
    keys = [step.key for step in content.steps]
    faults = [
        _("「%(key)s」という記号が2回使われています。") % {"key": k} for k in dict.fromkeys(keys) if keys.count(k) > 1
    ]
    for step in content.steps:
        faults += _result_faults(step, desks) if step.kind == "result" else _question_faults(step, content)
    if not any(step.kind == "result" for step in content.steps):
        faults.append(_("結果がありません。終わりになる「結果」を加えてください。"))
    reached = _reached(content)
    faults += [
        _("「%(step)s」には、どこからも進めません。") % {"step": s.text} for s in content.steps if s.key not in reached
    ]
    circle = _circle(content)
    if circle:
        faults.append(
            _("「%(step)s」から進むと、また「%(step)s」に戻ります。行き先を直してください。") % {"step": circle}
        )
    return tuple(dict.fromkeys(faults))


def _question_faults(step: GuideStep, content: Content) -> list[str]:
    name, faults = {"step": step.text or step.key}, []
    if not step.text:
        faults.append(_("「%(step)s」の質問文がありません。") % name)
    if not step.exits:
        faults.append(_("「%(step)s」に答えがありません。答えと行き先を加えてください。") % name)
    for way in step.exits:
        if content.step(way.to) is None:
            faults.append(
                _("「%(step)s」の答え「%(label)s」の行き先がありません。") % {**name, "label": way.label or "—"}
            )
        if step.kind == "choice" and not way.label:
            faults.append(_("「%(step)s」に、言葉のない答えがあります。") % name)
        faults += _condition_faults(way.if_step, way.if_is, name, content)
    if step.kind != "choice" and step.exits and not _covers(step):
        faults.append(
            _("「%(step)s」には、どの行き先にも当たらない数があります。最後に、範囲のない行き先を加えてください。")
            % name
        )
    plain = {way.label for way in step.exits if not way.if_step}
    if step.kind == "choice":
        faults += [
            _("「%(step)s」の答え「%(label)s」は、条件に合わないと進めません。条件のない行き先も加えてください。")
            % {**name, "label": way.label}
            for way in step.exits
            if way.if_step and way.label not in plain
        ]
    return faults


def _result_faults(step: GuideStep, desks: Collection[str]) -> list[str]:
    name = {"step": step.text or step.key}
    faults = [] if step.items else [_("結果「%(step)s」に項目がありません。") % name]
    for item in step.items:
        if not item.title:
            faults.append(_("結果「%(step)s」に、見出しのない項目があります。") % name)
        if item.desk not in desks:
            faults.append(
                _("結果「%(step)s」の「%(item)s」に、担当の課を選んでください。") % {**name, "item": item.title}
            )
    return faults


def _condition_faults(if_step: str, if_is: str, name: dict[str, str], content: Content) -> list[str]:
    if not if_step:
        return []
    asked = content.step(if_step)
    if asked is None or if_is not in {way.label for way in asked.exits}:
        return [_("「%(step)s」の条件が、前の質問の答えと合いません。") % name]
    return []


def _covers(step: GuideStep) -> bool:
    """Whether some way takes every number: an unbounded last one, or gapless ranges."""
    ways = [way for way in step.exits if not way.if_step]
    if any(way.at_least is None and way.at_most is None for way in ways):
        return True
    reach = 0
    for way in sorted(ways, key=lambda way: way.at_least or 0):
        if (way.at_least or 0) > reach:
            return False
        if way.at_most is None:
            return True
        reach = max(reach, way.at_most + 1)
    return False


def _reached(content: Content) -> set[str]:
    reached, waiting = set(), [content.steps[0].key]
    while waiting:
        step = content.step(waiting.pop())
        if step and step.key not in reached:
            reached.add(step.key)
            waiting += [way.to for way in step.exits]
    return reached


def _circle(content: Content) -> str:
    """The text of a step from which one comes back to it; empty when there is none."""
    left: set[str] = set()
    ways = {step.key: {way.to for way in step.exits} for step in content.steps}
    while True:
        ends = {key for key, to in ways.items() if key not in left and not (to & ways.keys()) - left}
        if not ends:
            rest = next((key for key in ways if key not in left), "")
            step = content.step(rest)
            return step.text if step else ""
        left |= ends
