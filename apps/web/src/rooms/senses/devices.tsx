/** Where devices that are no peers come in: which box, by which broker, who may speak there, and what was refused of them. */
import './senses.css'
import './devices.css'
import { takeThingWords } from '../../words-later/things.ts'
import type { AccessRow, BrokerRow, BrokerView, RefusedKind, RefusedRow } from '@commune/peer'
import { type Accessor, createMemo, createSignal, For, type JSX, type Setter, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { Room } from '../../app/room.tsx'
import { AskFirst } from '../../parts/ask.tsx'
import { More } from '../../parts/more.tsx'
import { Unfold } from '../../parts/unfold.tsx'
import { meadow } from '../wares/meadow.ts'
import { BypassTag, lookAtBrokers } from './bypass.tsx'
import { ChangeForm } from './change-device.tsx'
import { Granted, LetInForm, type Made, ShownOnce } from './let-in.tsx'
import { lookAtThings } from './looking.ts'
import { portrayedThing } from './portrayed.ts'
import { capital } from './things.tsx'

takeThingWords()

const kinds = ['refused', 'held-back', 'template', 'announced'] as const satisfies readonly RefusedKind[]
const shownStep = 20

export default function DevicesRoom(): JSX.Element {
  const commune = useCommune()
  const { t } = commune
  const { rows } = lookAtBrokers(commune)
  const { things } = lookAtThings(commune)
  // A secret that is shown once outlives a box that does not answer for a moment.
  const [made, setMade] = createSignal<Shown>()
  // Boxes by their devices: what is open of one stays open while its rows change.
  const boxes = createMemo<readonly string[]>((before) => {
    const now = (rows() ?? []).map(({ device }) => device)
    return now.join() === before.join() ? before : now
  }, [])
  return (
    <Room title={t('web.devices.title')} second={t('web.devices.second')} room="things" scenery={meadow(things().filter(({ source }) => source === 'mqtt').map(portrayedThing))}>
      <p class="row-acts"><a class="word-link" href="#/things">{t('web.devices.things')}</a></p>
      <Show when={rows()} fallback={<p class="quiet" role="status">{t('web.devices.asking')}</p>}>
        {(all) => (
          <For each={boxes()} fallback={<><p class="reading quiet">{t('web.devices.none')}</p><p class="second">{t('web.devices.none-how')} <code class="topic topic-line">npm start -- --mqtt</code></p></>}>
            {(device) => <Show when={all().find((row) => row.device === device)}>{(row) => <Box row={row()} made={made} setMade={setMade} />}</Show>}
          </For>
        )}
      </Show>
    </Room>
  )
}

/** What was made for a device, and at which box. */
interface Shown {
  readonly box: string
  readonly made: Made
}

interface Showing {
  readonly made: Accessor<Shown | undefined>
  readonly setMade: Setter<Shown | undefined>
}

function Box(props: Showing & { readonly row: BrokerRow }): JSX.Element {
  const { t, called, self } = useCommune()
  const mine = (): boolean => props.row.ware === self()?.ware
  const title = (): string => (props.row.me ? t('web.devices.here') : mine() ? t('web.devices.yours') : t('web.devices.of', { who: capital(called(props.row.ware)) }))
  return (
    <section class="broker">
      <h2>{title()}</h2>
      <Show when={props.row.view} fallback={<p class="second">{t('web.devices.away')}</p>}>{(view) => <Whole row={props.row} view={view()} who={called(props.row.ware)} made={props.made} setMade={props.setMade} />}</Show>
    </section>
  )
}

function Whole(props: Showing & { readonly row: BrokerRow; readonly view: BrokerView; readonly who: string }): JSX.Element {
  const { t, words, tell } = useCommune()
  const made = createMemo(() => (props.made()?.box === props.row.device ? props.made()?.made : undefined))
  const setMade = (each?: Made): void => void props.setMade(each && { box: props.row.device, made: each })
  let begin: HTMLDivElement | undefined
  const done = (): void => {
    setMade()
    queueMicrotask(() => begin?.querySelector<HTMLElement>('button')?.focus())
  }
  return (
    <>
      <p class="broker-at">{t(props.view.builtIn ? 'web.devices.built-in' : 'web.devices.own-broker')} <code class="topic">{props.view.address}</code></p>
      <Show when={props.view.bypassable}>
        <div class="bypass-note"><p><BypassTag /> {t('web.bypass.broker')}</p><p class="second">{t('web.bypass.instead')}</p></div>
      </Show>
      <Show when={props.view.problem}>{(problem) => <p class="why" role="status">{words.say(problem())}</p>}</Show>
      <Show when={props.view.builtIn}>
        <h3>{t('web.devices.who')}</h3>
        <ul class="rows">
          <For each={props.view.access.map(({ id }) => id)} fallback={<li class="row-words quiet">{t('web.devices.nobody')}</li>}>
            {(id) => <Show when={props.view.access.find((row) => row.id === id)}>{(row) => <Access box={props.row} view={props.view} row={row()} onMade={setMade} />}</Show>}
          </For>
        </ul>
        <Show when={props.view.mayLetIn} fallback={<p class="second">{t('web.devices.ask', { who: capital(props.who) })}</p>}>
          <Show when={made()} fallback={
            <div class="acts" ref={begin}>
              <Unfold act={t('web.letin.title')} class="act act-main" label={t('web.letin.title')}>
                {(close) => <LetInForm box={props.row} onLeave={close} onMade={(each) => { close(); tell(t('web.letin.said', { name: each.name })); setMade(each) }} />}
              </Unfold>
            </div>
          }>
            {(shown) => <ShownOnce made={shown()} view={props.view} onDone={done} />}
          </Show>
        </Show>
      </Show>
      <For each={kinds}>
        {(kind) => {
          const some = createMemo(() => props.view.refused.filter((each) => each.kind === kind))
          return <Show when={some().length > 0}><RefusedList kind={kind} rows={some()} /></Show>
        }}
      </For>
      <Show when={props.view.refused.length === 0}><p class="second">{t('web.devices.all-well')}</p></Show>
    </>
  )
}

function Access(props: { readonly box: BrokerRow; readonly view: BrokerView; readonly row: AccessRow; readonly onMade: (made: Made) => void }): JSX.Element {
  const { t, act, world, openly, tell } = useCommune()
  const about = (): { world: string; device: string; id: string } | undefined => {
    const here = world()
    return here === undefined ? undefined : { world: here, device: props.box.device, id: props.row.id }
  }
  const withdraw = async (): Promise<void> => {
    const asked = about()
    if (asked && (await openly(act('withdrawDevice', asked))).ok) tell(t('web.devices.withdrawn', { name: props.row.name }))
  }
  const renew = async (): Promise<void> => {
    const asked = about()
    if (!asked) return
    const done = await openly(act('renewDevice', asked))
    if (done.ok) props.onMade({ letIn: done.value, name: props.row.name, word: '' })
  }
  return (
    <li class="row access">
      <div class="row-words">
        <p>
          <b class="access-name">{props.row.name}</b>{' '}
          <Show when={props.row.here !== undefined}>
            <span class="here" classList={{ 'here-now': props.row.here === true }}>{t(props.row.here ? 'web.devices.is-here' : 'web.devices.not-here')}</span>
          </Show>
        </p>
        <p class="second granted"><Granted grant={props.row} /></p>
        <Show when={props.view.mayLetIn}>
          <div class="row-acts">
            <Unfold act={t('web.devices.change')} class="word-link" label={t('web.devices.change-of', { name: props.row.name })}>
              {(close) => <ChangeForm box={props.box} row={props.row} onLeave={close} />}
            </Unfold>
            <AskFirst
              class="word-link" act={t('web.devices.withdraw')} consequence={t('web.devices.withdraw-if', { name: props.row.name })}
              agree={t('web.devices.withdraw-agree')} leave={t('web.leave-it')} onDo={() => void withdraw()}
            />
            <AskFirst
              class="word-link" act={t('web.devices.renew')} consequence={t('web.devices.renew-if', { name: props.row.name })}
              agree={t('web.devices.renew-agree')} leave={t('web.leave-it')} onDo={() => void renew()}
            />
          </div>
        </Show>
      </div>
    </li>
  )
}

function RefusedList(props: { readonly kind: RefusedKind; readonly rows: readonly RefusedRow[] }): JSX.Element {
  const { t, words } = useCommune()
  return (
    <section class="refused">
      <h3>{t(`web.devices.kind-${props.kind}`)}</h3>
      <p class="second">{t(`web.devices.why-${props.kind}`)}</p>
      <div class="rows">
        <More each={props.rows} step={shownStep}>
          {(row) => (
            <li class="row">
              <div class="row-words">
                <p><Show when={row.at !== undefined && row.of}>{(of) => <b>{of()}: </b>}</Show>{words.say(row.words)}</p>
                <p class="second"><Show when={row.at}>{(at) => <code class="topic">{at()}</code>}</Show> <Show when={row.times > 1}>{t('web.devices.times', { n: row.times })}</Show></p>
              </div>
            </li>
          )}
        </More>
      </div>
    </section>
  )
}
