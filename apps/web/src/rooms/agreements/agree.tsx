/** A new agreement: typed as a sentence or picked word by word, each following the other, and played back before anybody is asked. */
import '../senses/senses.css'
import './agreements.css'
import { takeThingWords } from '../../words-later/things.ts'
import type { AgreementRow, Condition, Message, Rule } from '@commune/commune'
import { createEffect, createMemo, createSignal, createUniqueId, For, type JSX, onCleanup, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { Room } from '../../app/room.tsx'
import { linkTo } from '../../app/route.ts'
import { valueOf } from '../../app/watching.ts'
import { Field } from '../../parts/field.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import type { Points } from '../../telling/points.ts'
import { conditionWords } from '../../telling/rule.ts'
import { lookAtThings } from '../senses/looking.ts'
import { firstOf } from '../senses/first.ts'
import { capital } from '../senses/things.tsx'
import { Blanks, type Taken, Templates } from './blanks.tsx'
import { Asked, ConditionForm } from './clause-form.tsx'
import { actsOf, askOf, firstCondition, firstRule, membersOf, withMembers } from './picking.ts'
import { Replay } from './replay.tsx'
import { postOnLand } from './scenery.ts'
import { type Next, nextWords, readTyped, type TypedFault, writeTyped } from './faces.ts'
import { allTemplates, blanksOf, filled, type Filling, firstFilling, lexiconWith, rolesIn, ruleOf, type Template, titleOf } from './template.ts'

takeThingWords()

/** What is typed is read when one pauses: to read it takes longer than a letter. */
const pauseMs = 250

export default function Agree(props: { readonly line?: string | undefined; readonly instead?: string | undefined }): JSX.Element {
  const commune = useCommune()
  const { t, watch } = commune
  const { answer: thingsAnswer, points } = lookAtThings(commune)
  const answer = watch('agreements', () => ({}))
  const before = createMemo(() => (valueOf(answer()) ?? []).find(({ id }) => id === props.instead))
  const named = (id: string): string => (valueOf(answer()) ?? []).find((row) => row.id === id)?.name ?? t('web.replay.another')
  const ready = (): boolean => thingsAnswer() !== undefined && (props.instead === undefined || answer() !== undefined)
  // What it begins with is chosen once: what somebody has typed stays, whatever is sensed or changed meanwhile.
  const first = createMemo<{ readonly of: string | undefined; readonly rule: Rule } | undefined>((was) => {
    const of = props.instead
    if (was && was.of === of) return was
    const rule = ready() ? (before()?.rules[0] ?? firstRule(points().things)) : undefined
    return rule && { of, rule }
  })
  return (
    <Room title={t(props.instead === undefined ? 'web.agree.title' : 'web.agree.title-change')} second={t('web.agree.second')} room="agreements" scenery={postOnLand}>
      <Show when={ready()}>
        <Show when={first()} fallback={<p class="reading quiet">{t('web.agree.no-acts')}</p>} keyed>
          {({ rule }) => <Desk rule={rule} rest={before()?.rules.slice(1) ?? []} points={points()} line={props.line} named={named} all={valueOf(answer()) ?? []} {...(props.instead !== undefined &&
            { instead: props.instead })} {...(before()?.name !== undefined && { name: before()!.name! })} />}
        </Show>
      </Show>
    </Room>
  )
}

function Desk(props: {
  readonly rule: Rule
  readonly rest: readonly Rule[]
  readonly points: Points
  readonly line?: string | undefined
  readonly named: (agreement: string) => string
  readonly all: readonly AgreementRow[]
  readonly instead?: string
  readonly name?: string
}): JSX.Element {
  const { t, words, say, self, wares, called } = useCommune()
  const [rule, setRule] = createSignal(props.rule)
  const [text, setText] = createSignal(props.line ?? writeTyped(props.rule, props.points, words))
  const [next, setNext] = createSignal<readonly Next[]>([])
  const [faults, setFaults] = createSignal<readonly TypedFault[]>([])
  const [taken, setTaken] = createSignal<Taken>()
  /** With the names of blanks while there are any, so that both faces can show and read them. */
  const points = createMemo<Points>(() => { const now = taken(); return now ? { ...props.points, find: props.points.find, lexicon: lexiconWith(props.points, now.template, words) } : props.points })
  const open = (): boolean => rolesIn(rule()).length > 0
  const [why, setWhy] = createSignal<string>()
  const [name, setName] = createSignal(props.name ?? '')
  const [note, setNote] = createSignal('')
  const [asked, setAsked] = createSignal<readonly string[]>([])
  let area!: HTMLTextAreaElement
  const id = createUniqueId()
  const pick = (picked: Rule): void => {
    setRule(picked)
    setFaults([])
    setText(writeTyped(picked, points(), words))
    setNext([])
  }
  const type = (typed: string): void => {
    setText(typed)
    const read = readTyped(typed, points(), words)
    if (!read.ok && typed === props.line && taken() === undefined && copied(typed)) return
    if (read.ok) setRule(read.value)
    setFaults(read.ok ? [] : read.error)
    setNext(read.ok ? [] : nextWords(typed, area?.selectionStart ?? typed.length, points(), words))
  }
  /** A sentence of a page may have blanks in it: then it is taken as the template whose blanks it names. */
  const copied = (typed: string): boolean => allTemplates.some((template) => {
    const read = readTyped(typed, { ...props.points, lexicon: lexiconWith(props.points, template, words) }, words)
    if (!read.ok || rolesIn(read.value).length === 0) return false
    take(template, read.value)
    return true
  })
  const take = (template: Template, base = ruleOf(template, words)): void => fill({ template, base, filling: {} }, firstFilling(blanksOf(template, props.points, words)))
  const fill = (of: Omit<Taken, 'filling'> & { readonly filling: Filling }, filling: Filling): void => {
    setTaken({ ...of, filling })
    pick(filled(of.base, filling, props.points))
    if (name().trim() === '' || allTemplates.some((each) => titleOf(each, words) === name())) setName(titleOf(of.template, words))
  }
  /** As a page without an author, to be copied and changed by anybody. */
  const keepAsIdea = async (): Promise<void> => {
    const done = await say([{ wish: 'begin', title: name().trim() || t('web.agree.idea-title'), text: `${note().trim() === '' ? '' : `${note().trim()}\n\n`}> ${text().replace(/\s+/g, ' ')}` }], t('web.agree.idea-kept'))
    if (done.ok && done.value.ids[0] !== undefined) location.hash = linkTo({ room: 'idea', id: done.value.ids[0] })
    else if (!done.ok) setWhy(done.why)
  }
  // A line that was typed elsewhere is read when it comes; while one types, at each pause.
  const [typing, setTyping] = createSignal<string | undefined>(props.line)
  createEffect(() => {
    const typed = typing()
    if (typed === undefined) return
    const timer = setTimeout(() => type(typed), pauseMs)
    onCleanup(() => clearTimeout(timer))
  })
  const put = ({ from, to, text: said }: Next): void => replaceAt({ message: { key: '' }, at: { from, length: to - from }, instead: [] }, said)
  const replaceAt = (fault: TypedFault, instead: string): void => {
    const { from, length } = fault.at ?? { from: text().length, length: 0 }
    const glue = length === 0 && from > 0 && !/\s$/.test(text().slice(0, from)) ? ' ' : ''
    const typed = text().slice(0, from) + glue + instead + text().slice(from + length)
    type(typed)
    area.focus()
    area.setSelectionRange(from + glue.length + instead.length, from + glue.length + instead.length)
  }
  const people = createMemo(() => wares().filter((row) => !row.me && row.kind !== 'hardware' && row.kind !== 'software'))
  const send = async (): Promise<void> => {
    // Whoever types and asks before the pause is over means what stands there.
    if (typing() === text()) type(text())
    if (faults().length > 0 || open()) return
    const done = await say([{
      wish: 'propose', rules: [rule(), ...props.rest],
      ...(name().trim() !== '' && { name: name().trim() }), ...(note().trim() !== '' && { note: note().trim() }),
      ...(asked().length > 0 && { with: asked() }), ...(props.instead !== undefined && { instead: props.instead })
    }], t('web.agree.said'))
    if (!done.ok) return void setWhy(done.why)
    const [said] = done.value.ids
    if (said !== undefined) location.hash = linkTo({ room: 'agreement', id: said })
  }
  return (
    <>
      <Show when={props.instead === undefined}>
        <Templates taken={taken()} onTake={(template) => take(template)} />
        <Show when={taken()}>{(now) => <Blanks taken={now()} points={props.points} onFill={(filling) => fill(now(), filling)} />}</Show>
      </Show>
      <div class="field-box sentence-box">
        <label for={id}>{t('web.agree.sentence')}</label>
        <textarea
          ref={area} id={id} class="field sentence-field" rows="4" maxLength={4_000} value={text()} spellcheck={false}
          aria-describedby={`${id}-faults`} aria-invalid={faults().length > 0}
          onInput={(event) => { setText(event.currentTarget.value); setTyping(event.currentTarget.value) }}
        />
        <div id={`${id}-faults`} aria-live="polite">
          <For each={faults().slice(0, 3)}>{(fault) => <FaultLine fault={fault} text={text()} next={next().length > 0} onInstead={(instead) => replaceAt(fault, instead)} />}</For>
        </div>
        <Show when={next().length > 0}>
          <p class="row-acts next-words"><span class="second">{t('web.agree.next')}</span><For each={next()}>{(each) =>
            <button type="button" class="word-link" aria-label={t('web.agree.next-put', { words: each.text })} onClick={() => put(each)}>{each.text}</button>}</For></p>
        </Show>
      </div>
      <Show when={!open()}><fieldset class="picked" classList={{ 'picked-stale': faults().length > 0 }}>
        <legend>{t('web.agree.picked')}</legend>
        <Show when={faults().length > 0}><p class="second">{t('web.agree.stale')}</p></Show>
        <Picked rule={rule()} points={props.points} onRule={pick} />
      </fieldset></Show>
      <Show when={faults().length === 0 && !open()}><Replay rules={[rule()]} points={props.points} named={props.named} instead={props.instead} all={props.all} /></Show>
      <Show when={people().length > 0}>
        <fieldset class="choices agree-with">
          <legend>{t('web.agree.with')}</legend>
          <For each={people().slice(0, 60)}>
            {(row) => <label class="check"><input type="checkbox" checked={asked().includes(row.ware)} onChange={(event) => setAsked(event.currentTarget.checked ? [...asked(),
              row.ware] : asked().filter((each) => each !== row.ware))} /> {row.name ?? capital(called(row.ware))}</label>}
          </For>
        </fieldset>
      </Show>
      <div class="form">
        <Field label={t('web.agree.name')} value={name()} onInput={setName} maxLength={80} />
        <Field label={t('web.agree.note')} value={note()} onInput={setNote} maxLength={400} />
      </div>
      <Show when={why()}>{(reason) => <p class="why" role="alert">{reason()}</p>}</Show>
      <p class="acts"><button type="button" class="act act-main" disabled={faults().length > 0 || open() || self() === undefined} onClick={() => void send()}>{t('web.agree.ask')}</button>
        <button type="button" class="act" disabled={faults().length > 0} onClick={() => void keepAsIdea()}>{t('web.agree.keep-idea')}</button></p>
    </>
  )
}

/** What is wrong, at which word, and what would be right there: a tap puts it in. */
function FaultLine(props: { readonly fault: TypedFault; readonly text: string; /** What may come next is told below. */ readonly next: boolean; readonly onInstead: (words: string) => void }): JSX.Element {
  const { t, words } = useCommune()
  const at = () => props.fault.at
  const goesOn = (): boolean => props.next && props.fault.message.key === 'rules.more'
  const before = (): string => (at() ? props.text.slice(Math.max(0, at()!.from - 24), at()!.from) : '')
  const word = (): string => (at() ? props.text.slice(at()!.from, at()!.from + Math.max(1, at()!.length)) : '')
  const after = (): string => (at() ? props.text.slice(at()!.from + Math.max(1, at()!.length), at()!.from + at()!.length + 24) : '')
  return (
    <div class="fault">
      <p class="why">{goesOn() ? t('web.agree.not-whole') : words.say(props.fault.message)}</p>
      <Show when={word().trim() !== ''}><p class="fault-where" dir="auto"><span class="second">…{before()}</span><mark>{word()}</mark><span class="second">{after()}…</span></p></Show>
      <Show when={props.fault.instead.length > 0 && !goesOn()}>
        <p class="row-acts"><For each={props.fault.instead.slice(0, 6)}>{(instead) => <button type="button" class="word-link" aria-label={t('web.agree.instead', { words: instead })}
          onClick={() => props.onInstead(instead)}>{instead}</button>}</For></p>
      </Show>
    </div>
  )
}

function Picked(props: { readonly rule: Rule; readonly points: Points; readonly onRule: (rule: Rule) => void }): JSX.Element {
  const { t, words } = useCommune()
  const acts = () => actsOf(props.points.things)
  const parts = createMemo(() => membersOf(props.rule))
  const setMember = (index: number, condition: Condition): void => props.onRule(withMembers(props.rule, parts().join, parts().members.map((each, i) => (i === index ? condition : each))))
  const chooseAct = (address: string): void => {
    const found = acts().find(({ id }) => id === address)
    if (found) props.onRule({ ...props.rule, act: found.id, to: askOf(found.point, firstOf(found.point)), otherwise: 'rest', unsure: 'rest' })
  }
  const add = (): void => {
    const fresh = firstCondition('sun', props.points.things)
    if (!fresh) return
    props.onRule(withMembers(props.rule, parts().join, [...parts().members, fresh]))
    // It stands above the button, which it pushes out of sight: one goes on in it.
    ;[...form.querySelectorAll<HTMLElement>('.picked-part')].at(-1)?.querySelector<HTMLElement>('select')?.focus()
  }
  let form!: HTMLDivElement
  const name = (thing: Message, act: string): string => `${capital(words.say(thing))}: ${act}`
  return (
    <div ref={form} class="form">
      <div class="side-by-side">
        <SelectField label={t('web.agree.what-acts')} value={props.rule.act as string} options={acts().map(({ id, thing, point }) => [id as string, name(thing.called, point.name)] as const)} onValue={chooseAct} />
        <Asked rule={props.rule} part="to" points={props.points} onRule={props.onRule} />
      </div>
      <For each={parts().members.map((_, i) => i)}>
        {(i) => (
          <fieldset class="picked-part">
            <legend>{t('web.agree.condition', { n: i + 1 })}</legend>
            <Show when={parts().members[i]}>{(member) => <ConditionForm condition={member()} points={props.points} onCondition={(next) => setMember(i, next)} />}</Show>
            <Show when={parts().members.length > 1}>
              <button type="button" class="word-link" aria-label={t('web.agree.remove-of', { what: conditionWords(parts().members[i] ?? { is: 'sun', state: 'up' }, props.points, words) })}
                onClick={() => props.onRule(withMembers(props.rule, parts().join, parts().members.filter((_, at) => at !== i)))}>{t('web.agree.remove')}</button>
            </Show>
          </fieldset>
        )}
      </For>
      <Show when={parts().members.length > 1}>
        <SelectField label={t('web.agree.join')} value={parts().join} options={(['and', 'or'] as const).map((join) => [join, t(`web.agree.${join}`)] as const)}
          onValue={(join) => props.onRule(withMembers(props.rule, join, parts().members))} />
      </Show>
      <Show when={parts().members.length < 8}><p><button type="button" class="act" onClick={add}>{t('web.agree.add')}</button></p></Show>
      <div class="side-by-side">
        <Asked rule={props.rule} part="otherwise" points={props.points} onRule={props.onRule} />
        <Asked rule={props.rule} part="unsure" points={props.points} onRule={props.onRule} />
      </div>
    </div>
  )
}
