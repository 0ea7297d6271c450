/** Asks before something that others will see, or that cannot be taken back by one word. */
import { cliMessage, sentence } from '../words/index.ts'
import type { Hand } from './hand.ts'
import { Stop } from './stop.ts'

/** Goes on when a person says yes, or `--yes` was given; stops otherwise. */
export const confirm = async ({ terminal, json }: Hand, question: string, yes: boolean | undefined): Promise<void> => {
  if (yes === true) return
  if (json || !terminal.canAsk) throw new Stop(cliMessage('ask.nobody'))
  const said = (await terminal.ask(`${sentence('ask.sure', { question })} `))?.trim().toLowerCase()
  if (said !== 'y' && said !== 'yes') throw new Stop(cliMessage('ask.no'))
}
