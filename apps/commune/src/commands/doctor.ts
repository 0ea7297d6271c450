/** `commune doctor`: looks at everything that may be wrong on this machine, and says what to do. */
import { type Hand, show, table } from '../cli/hand.ts'
import { type AddCommand, finish } from '../cli/command.ts'
import { exitCodes, Stop } from '../cli/stop.ts'
import { cliMessage, say, sentence } from '../words/index.ts'

export const addDoctor: AddCommand = (program, start) => {
  const command = program
    .command('doctor')
    .helpGroup(sentence('group.box'))
    .description(sentence('doctor.about'))
    .action(start(doctor))
  finish(command, { examples: ['commune doctor', 'commune doctor --data ~/commune --json'] })
}

async function doctor(hand: Hand): Promise<void> {
  const { examine } = await import('../doctor/examine.ts')
  const findings = await examine(hand)
  const bad = findings.filter((finding) => finding.state === 'wrong')
  const stop = new Stop(cliMessage('doctor.found', { n: bad.length }), exitCodes.refused, findings)
  if (bad.length > 0 && hand.json) throw stop
  show(hand, findings, () => [
    ...table(
      hand,
      findings.map((finding) => [sentence(`doctor.${finding.state}`), say(finding.said)])
    ),
    ...(bad.length === 0 ? [sentence('doctor.sound')] : [])
  ])
  if (bad.length > 0) throw stop
}
