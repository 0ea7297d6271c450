/** A room that is read: its scenery on the land, and one sheet of paper beside it (below it on a phone, with the name on it). */
import '../rooms/rooms.css'
import { takeRoomWords } from '../words-later/rooms.ts'
import { createMemo, type JSX, Show, untrack } from 'solid-js'
import type { Markup } from '../drawing/ink/markup.ts'
import { frameFor } from '../drawing/layout/frame.ts'
import { Paper } from '../parts/paper.tsx'
import { landWith } from '../parts/scenery.ts'
import { useCommune } from './commune.tsx'
import { Header, type NavRoom } from './header.tsx'
import { Notices } from './notices.tsx'
import { isWide, size } from './size.ts'
import { still } from './stillness.ts'

takeRoomWords()

/** Draws what belongs to a room onto free ground of this size. */
export type Scenery = (area: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }, narrow: boolean) => Markup

/** The share of a wide page that the sheet takes. */
const paperShare = 0.62
const stripPx = 216

export function Room(props: { readonly title: string; readonly second?: string | undefined; readonly room: NavRoom | undefined; readonly scenery?: Scenery; readonly children: JSX.Element; readonly wideLand?: boolean }): JSX.Element {
  const { world, nowMs } = useCommune()
  const paperPx = (): number => (isWide() ? Math.max(560, Math.round(size().width * (props.wideLand ? 0.445 : paperShare))) : 0)
  const frame = createMemo(() => {
    const { width, height } = size()
    return isWide()
      ? frameFor(width, height, { top: 96, right: paperPx(), bottom: 130, left: 0 })
      : frameFor(width, stripPx, { top: 76, right: 0, bottom: 0, left: 0 })
  })
  const land = createMemo(() => landWith(frame(), world() ?? 'nowhere', untrack(nowMs), props.scenery))
  return (
    <div class="room" classList={{ 'room-wide-land': props.wideLand ?? false }} style={{ '--land-px': `${size().width - paperPx()}px` }}>
      <svg class="land" classList={{ moving: !still() }} aria-hidden="true" width={frame().width} height={frame().height} viewBox={`0 0 ${frame().width} ${frame().height}`} innerHTML={land()} />
      <Header {...(isWide() && { title: props.title })} second={props.second} room={props.room} />
      <main class="room-main">
        <Paper>
          <Show when={!isWide()}>
            <h1 tabIndex={-1} class="room-title">{props.title}</h1>
            <Show when={props.second}>{(second) => <p class="second room-second">{second()}</p>}</Show>
          </Show>
          <Notices />
          {props.children}
        </Paper>
      </main>
    </div>
  )
}
