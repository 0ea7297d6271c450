/** The frame of one agreement: its sheet at the left, torn down its right side, and beside it the land with the post that decides. */
import { createMemo, createSignal, type JSX, onCleanup, onMount, Show, untrack } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { Header } from '../../app/header.tsx'
import { Notices } from '../../app/notices.tsx'
import { isWide, size } from '../../app/size.ts'
import { still } from '../../app/stillness.ts'
import { nothing } from '../../drawing/ink/markup.ts'
import { frameFor } from '../../drawing/layout/frame.ts'
import { landWith } from '../../parts/scenery.ts'
import { Paper } from '../../parts/paper.tsx'
import { tornDown } from '../../parts/tear.ts'

/** Over the hills behind the board. */
const sunAt = [0.93, 0.5] as const
const paperShare = 0.64
const stripPx = 150

export function AgreementFrame(props: {
  /** What it is about, on the sky. */
  readonly about: string
  /** And how it stands: the last to be cut. */
  readonly stands: string
  readonly children: JSX.Element
  readonly beside?: JSX.Element
}): JSX.Element {
  return (
    <Show when={isWide()} fallback={<Narrow {...props} />}>
      <Wide {...props} />
    </Show>
  )
}

function Wide(props: Parameters<typeof AgreementFrame>[0]): JSX.Element {
  const { world, nowMs, t } = useCommune()
  const paperPx = (): number => Math.max(540, Math.round(size().width * paperShare))
  const frame = createMemo(() => frameFor(size().width, size().height, { top: Math.min(200, size().height * 0.22), right: 0, bottom: 20, left: paperPx() }))
  const land = createMemo(() => landWith(frame(), world() ?? 'nowhere', untrack(nowMs), () => nothing, sunAt))
  return (
    <div class="room agreement-room">
      <svg class="land" classList={{ moving: !still() }} aria-hidden="true" width={frame().width} height={frame().height} viewBox={`0 0 ${frame().width} ${frame().height}`} innerHTML={land()} />
      <Header room="agreements" />
      <main class="agreement-main">
        <p class="agreement-about"><span class="agreement-of">{props.about}</span> <span>{props.stands}</span></p>
        <LeftPaper px={paperPx()}><Notices />{props.children}</LeftPaper>
        <Show when={props.beside}><aside class="agreement-beside" tabIndex={0} aria-label={t('web.stand.first')} style={{ left: `${paperPx()}px` }}>{props.beside}</aside></Show>
      </main>
    </div>
  )
}

/** The same torn edge, seen from the other side. */
function LeftPaper(props: { readonly px: number; readonly children: JSX.Element }): JSX.Element {
  const [height, setHeight] = createSignal(0)
  let sheet!: HTMLElement
  onMount(() => {
    const watch = new ResizeObserver(() => setHeight(sheet.offsetHeight))
    watch.observe(sheet)
    onCleanup(() => watch.disconnect())
  })
  const edge = () => tornDown(props.px, height())
  return (
    <section ref={sheet} class="paper paper-left" style={{ width: `${props.px}px` }}>
      <svg class="paper-sheet" aria-hidden="true" width={props.px} height={height()}>
        <g transform={`translate(${props.px} 0) scale(-1 1)`}>
          <path class="paper-shade" d={edge().sheet} transform="translate(-7 5)" />
          <path class="paper-fill" d={edge().sheet} />
          <path class="paper-line" d={edge().line} />
          <path class="paper-line" d={edge().top} />
        </g>
      </svg>
      <div class="paper-words">{props.children}</div>
    </section>
  )
}

function Narrow(props: Parameters<typeof AgreementFrame>[0]): JSX.Element {
  const { world, nowMs } = useCommune()
  const frame = createMemo(() => frameFor(size().width, stripPx, { top: 76, right: 0, bottom: 0, left: 0 }))
  const land = createMemo(() => landWith(frame(), world() ?? 'nowhere', untrack(nowMs)))
  return (
    <div class="room agreement-room">
      <svg class="land" classList={{ moving: !still() }} aria-hidden="true" width={frame().width} height={frame().height} viewBox={`0 0 ${frame().width} ${frame().height}`} innerHTML={land()} />
      <Header room="agreements" />
      <main class="room-main">
        <Paper>
          <p class="second room-second">{props.about} {props.stands}</p>
          <Notices />
          {props.children}
          <div class="agreement-below">{props.beside}</div>
        </Paper>
      </main>
    </div>
  )
}
