/** Somebody goes their own way and asks one along: a row, as any other. */
import type { ForkRow } from '@commune/peer'
import { createMemo, For, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { valueOf } from '../../app/watching.ts'
import { Row } from '../../parts/row.tsx'
import { strong } from '../../telling/strong.ts'

export function ForksAsked(): JSX.Element {
  const { watch, t, called, act, openly, world, tellSaid } = useCommune()
  const answer = watch('forks', () => ({}))
  const asked = createMemo(() => (valueOf(answer()) ?? []).filter(({ here }) => !here))
  const come = async (fork: ForkRow): Promise<void> => {
    const here = world()
    if (here !== undefined && (await openly(act('comeAlong', { world: here, fork: fork.world }))).ok) tellSaid(t('web.fork.came'), [])
  }
  return (
    <Show when={asked().length > 0}>
      <ul class="rows">
        <For each={asked()}>
          {(fork) => (
            <Row
              sign="gate" sentence={t('web.fork.asked', { who: strong(called(fork.by)), name: fork.name || t('web.fork.no-name') })}
              acts={[{ words: t('web.fork.come'), about: fork.name, onDo: () => void come(fork) }]}
            />
          )}
        </For>
      </ul>
    </Show>
  )
}
