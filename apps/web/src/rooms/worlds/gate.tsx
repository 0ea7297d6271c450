/** The gate: a square for a camera and a link, for one newcomer, with or without what was written before. */
import '../rooms.css'
import { takeRoomWords } from '../../words-later/rooms.ts'
import { createEffect, createResource, createSignal, type JSX, on, Show, untrack } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { Header } from '../../app/header.tsx'
import type { Scenery } from '../../app/room.tsx'
import { nothing } from '../../drawing/ink/markup.ts'
import { isWide, size } from '../../app/size.ts'
import { frameFor } from '../../drawing/layout/frame.ts'
import { Gate as GateDrawing } from '../../drawing/map/Drawn.tsx'
import { landWith } from '../../parts/scenery.ts'
import { CopyLink } from '../../parts/copy-link.tsx'
import { valueOf } from '../../app/watching.ts'
import { portrayed } from '../place/scene.ts'
import { hosts } from './hosts.ts'
import { squareOf } from './square.ts'
import { endOfDay } from '../../telling/when.ts'

takeRoomWords()

export default function Gate(props: { readonly device?: boolean }): JSX.Element {
  const { t, act, openly, world, watch, nowMs, wares, tell, called } = useCommune()
  const kind = (): 'ware' | 'device' => (props.device ? 'device' : 'ware')
  const [history, setHistory] = createSignal(true)
  const [open, setOpen] = createSignal(true)
  const [invited, { refetch }] = createResource(
    () => { const here = world(); return open() && here !== undefined ? { world: here, history: props.device === true || history(), kind: kind() } : undefined },
    async (wanted) => openly(act('invite', { ...wanted, untilMs: endOfDay(nowMs(), 1), base: location.origin + location.pathname }))
  )
  const gate = () => { const done = invited(); return open() && done?.ok ? done.value : undefined }
  const [matrix] = createResource(() => gate()?.link, squareOf)
  const invitations = watch('invitations', () => ({}))
  const state = () => valueOf(invitations())?.find(({ key }) => key === gate()?.key)
  createEffect(on(() => state()?.usedBy, (ware) => ware !== undefined && tell(t('web.gate.came', { who: called(ware) }))))
  const close = async (): Promise<void> => {
    const [here, now] = [world(), gate()]
    setOpen(false)
    if (here !== undefined && now && (await openly(act('closeInvite', { world: here, key: now.key }))).ok) tell(t('web.gate.closed'))
  }
  /** A gate that shows more, or less, is another gate: the one before is closed. */
  const show = async (past: boolean): Promise<void> => {
    const [here, now] = [world(), gate()]
    setHistory(past)
    if (here !== undefined && now) await openly(act('closeInvite', { world: here, key: now.key }))
  }
  const name = (): string => (props.device ? 'device' : 'gate')
  const frame = () => frameFor(size().width, isWide() ? size().height : 200, { top: isWide() ? 80 : 96, right: 0, bottom: 0 })
  return (
    <div class="room room-open">
      <svg
        class="land" aria-hidden="true" width={frame().width} height={frame().height} viewBox={`0 0 ${frame().width} ${frame().height}`}
        innerHTML={landWith(frame(), world() ?? '', untrack(nowMs), isWide() ? hosts(wares().map(portrayed)) : bare)} />
      <Header room={undefined} />
      <main class="gate">
        <h1 tabIndex={-1} class="title-first">{t(`web.${name()}.title`)}</h1>
        <figure class="gate-picture">
          <GateDrawing matrix={open() ? matrix() : undefined} narrow={!isWide()} px={isWide() ? Math.min(640, size().width * 0.46) : Math.min(420, size().width - 36)} />
          <figcaption class="unseen">{t('web.gate.qr')}</figcaption>
        </figure>
        <div class="gate-words">
          <Show when={state()?.usedBy}>{(ware) => <p class="reading" role="status">{t('web.gate.came', { who: called(ware()) })}</p>}</Show>
          <Show when={gate()} fallback={<p class="acts"><button type="button" class="act act-main" onClick={() => (open() ? void refetch() : setOpen(true))} disabled={invited.loading}>{t('web.gate.open-another')}</button></p>}>
            {(now) => (
              <>
                <ol class="steps">
                  <li>{t(`web.${name()}.step-1`)}</li>
                  <li>{t(`web.${name()}.step-2`)}</li>
                  <li>{t(`web.${name()}.step-3`)}</li>
                </ol>
                <p class="label">{t('web.gate.no-camera')}</p>
                <CopyLink link={now().link}><button type="button" class="act" onClick={() => void close()}>{t('web.gate.close')}</button></CopyLink>
              </>
            )}
          </Show>
          <Show when={!props.device}>
            <label class="check"><input type="checkbox" checked={history()} onChange={(event) => void show(event.currentTarget.checked)} /> {t('web.gate.history')}</label>
          </Show>
        </div>
      </main>
    </div>
  )
}

/** On a strip the words stand on the ground itself: no wood behind them. */
const bare: Scenery = () => nothing
