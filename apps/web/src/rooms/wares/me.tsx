/** Oneself: a name or none, a kind, a few words, where one stands, what one can do. */
import { type MeWish, wareKinds } from '@commune/commune'
import type { MemberRow } from '@commune/peer'
import { createMemo, createSignal, For, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { Room } from '../../app/room.tsx'
import { Portrait } from '../../drawing/map/Drawn.tsx'
import { Field } from '../../parts/field.tsx'
import { portrayed } from '../place/scene.ts'
import { Devices } from './devices.tsx'
import { meadow } from './meadow.ts'

export default function Me(): JSX.Element {
  const { t, wares } = useCommune()
  const row = createMemo(() => wares().find(({ me }) => me))
  return (
    <Room title={t('web.me.title')} second={t('web.me.second')} room={undefined} scenery={meadow(row() ? [portrayed(row()!)] : [])}>
      <Show when={row()} keyed={false}>{(found) => <><MeForm row={found()} /><Devices row={found()} /></>}</Show>
    </Room>
  )
}

function MeForm(props: { readonly row: MemberRow }): JSX.Element {
  const { t, say, wares } = useCommune()
  const [name, setName] = createSignal(props.row.name ?? '')
  const [kind, setKind] = createSignal<string>(props.row.kind ?? '')
  const [about, setAbout] = createSignal(props.row.about ?? '')
  const [place, setPlace] = createSignal(props.row.place ?? '')
  const [skills, setSkills] = createSignal(props.row.skills.join(', '))
  const [why, setWhy] = createSignal<string>()
  /** Said when it differs; taken back when it was emptied. */
  const field = (value: string, before: string | undefined): string | null | undefined => {
    const now = value.trim()
    return now === (before ?? '') ? undefined : now === '' ? null : now
  }
  const tell = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const said = { name: field(name(), props.row.name), kind: field(kind(), props.row.kind), about: field(about(), props.row.about), place: field(place(), props.row.place) }
    const can = skills().split(',').map((skill) => skill.trim()).filter((skill) => skill !== '')
    const wish: MeWish = {
      wish: 'me', ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)),
      ...(can.join() !== props.row.skills.join() && { skills: can.length === 0 ? null : can })
    }
    const done = await say([wish], t('web.me.said'))
    setWhy(done.ok ? undefined : done.why)
  }
  return (
    <form class="form" onSubmit={(event) => void tell(event)}>
      <div class="about">
        <Portrait ware={portrayed({ ...props.row, ...(kind() !== '' ? { kind: kind() } : {}) })} px={104} />
        <div class="grow"><Field label={t('web.me.name')} value={name()} onInput={setName} maxLength={80} autocomplete="nickname" /></div>
      </div>
      <div class="field-box">
        <label for="me-kind">{t('web.me.kind')}</label>
        <select id="me-kind" class="field" aria-describedby="me-kind-hint" onChange={(event) => setKind(event.currentTarget.value)}>
          <option value="" selected={kind() === ''}>{t('web.kind.none')}</option>
          <For each={wareKinds.filter((each) => each !== 'oddware')}>{(each) => <option value={each} selected={kind() === each}>{t(`web.kind.${each}`)}</option>}</For>
        </select>
        <p class="second" id="me-kind-hint">{t('web.me.kind-hint')}</p>
      </div>
      <Field label={t('web.me.about')} value={about()} onInput={setAbout} maxLength={1_000} />
      <Field label={t('web.me.place')} hint={t('web.me.place-hint')} value={place()} onInput={setPlace} maxLength={80} list={[...new Set(wares().flatMap((row) => row.place ?? []))]} />
      <Field label={t('web.me.skills')} value={skills()} onInput={setSkills} />
      <Show when={why()}>{(reason) => <p role="alert" class="why">{reason()}</p>}</Show>
      <p class="acts"><button type="submit" class="act act-main">{t('web.me.say')}</button></p>
    </form>
  )
}
