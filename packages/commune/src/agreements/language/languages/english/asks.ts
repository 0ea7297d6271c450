/** How people ask for something in English. */
import { type Heard, ways } from '../../heard.ts'

const never = 'do_not|don’t|don\'t|never'
const us = 'us|me|everybody|everyone|them|all'

export const asks: Pick<Heard, 'please' | 'openers' | 'modals' | 'works' | 'not' | 'nay' | 'asks' | 'deeds'> = {
  please: 'please|kindly|thanks|thank_you',
  openers: ways(
    'please|kindly|just|now|only / could|would|can|will you ?please|kindly|also / would you mind',
    'would you be so kind as to / be so kind as to / be a dear and / my dear / dear house',
    'i|we want|need ?you ?to / i|we would like ?you ?to / i’d|i\'d|we’d|we\'d like|love ?you ?to',
    'i|we ?kindly ask you to / you should|must|could / make|be sure ?that / ensure ?that',
    'see to it that / take care that / it should be so that / hey|hello|hi|ok|okay HOUSE?'
  ),
  modals: {
    yes: 'should|must|may|can|shall|will|could|would|has_to|have_to|ought_to|needs_to|need_to|is_to|are_to|to',
    not:

  'should_not|shouldn’t|shouldn\'t|must_not|mustn’t|mustn\'t|may_not|cannot|can_not|can’t|can\'t|' +
  'shall_not|will_not|won’t|won\'t|need_not|needn’t|needn\'t|is_not_to|are_not_to|not_to|should_never|' +
  'must_never|may_never|does_not_need_to|doesn\'t_need_to|doesn’t_need_to|does_not_have_to|doesn\'t_have_to|' +
  'doesn’t_have_to'
  },
  works: {
    on: ways(
      '?be ?please on|running|open|lit|started|opened|activated|working|shining|ringing',
      'be switched|turned on / go|come|stay|turn|switch|be_left on',
      'run|start|open|ring|shine|glow|sound|work|heat|light_up'),
    off: ways(
      'be off|closed|shut|stopped|out|dark|silent / be switched|turned|shut off',
      'go|stay|turn|switch|be_left off|out|dark / stop|close|shut|rest'),
    number: ways(
      'be|go|run|shine|glow|stay|dim|open|heat|be_set|be_dimmed|be_turned|be_turned_down|be_turned_up ?on at|to AMOUNT')
  },
  not: ['not INNER'],
  nay:

  'isn’t|isn\'t|aren’t|aren\'t|doesn’t|doesn\'t|don’t|don\'t|wasn’t|wasn\'t|weren’t|weren\'t|' +
  'is_no_longer|are_no_longer|does_not|do_not',
  asks: {
    on: ways(
      'turn|switch|put|leave|keep|have|get|flip ACTOR ?back on ADV?',
      'turn|switch|put|leave|keep on ACTOR',
      'run|start|activate|open|unlock|light|ring|press|push|sound|use|enable ACTOR / light up ACTOR',
      'let|have|make|get ACTOR WORKS / keep|get|set ACTOR running|open|going|started|lit',
      'turn ACTOR up / turning|switching|putting|leaving|keeping ACTOR on / turning|switching on ACTOR',
      'running|starting|opening|ringing|using ACTOR',
      'could|can|should|may|would|will|must|shall ACTOR ?please WORKS',
      `${never} turn|switch|shut off ACTOR / ${never} turn|switch|shut|put ACTOR off`,
      `${never} stop|close|shut ACTOR / ${never} let|have ACTOR ENDS / heat / start heating`
    ),
    off: ways(
      'turn|switch|shut|leave|keep|have|put|get|flip ACTOR ?back off|out ADV?',
      'turn|switch|shut|put off|out ACTOR / stop|close|shut|lock|deactivate|disable ACTOR',
      'keep ACTOR closed|shut|dark|stopped / let|have|make ACTOR ENDS',
      'turning|switching|leaving|keeping|putting ACTOR off|out',
      'turning|switching|shutting off|out ACTOR / stopping|closing|shutting ACTOR',
      'stop|keep|prevent ACTOR from_running|from_being_on / stop ACTOR running / could|can|should|may|would|will|must|shall ACTOR ?please ENDS',
      `no ACTOR / ${never} run|start|open|activate|use|ring ACTOR / ${never} turn|switch|put on ACTOR`,
      `${never} turn|switch|put|have|leave|keep ACTOR on / ${never} let|have ACTOR WORKS`,
      `${never} keep ACTOR running|open / ${never} heat / i|we ${never} want ACTOR on|running|open`,
      'stop heating'
    ),
    number: ways(
      'turn|switch|dim|set|put|keep|hold|leave|run|open|have|get ACTOR ADV? to|at AMOUNT',
      'turn|dim ACTOR up|down to AMOUNT / turn|switch ACTOR on at|to AMOUNT',
      'turn|switch on ACTOR at|to AMOUNT / turn up|down ACTOR to AMOUNT / let|have|make ACTOR HOLDS',
      'lower|raise|reduce|bring ACTOR ?down|up to AMOUNT',
      'dimming|setting|turning|putting|lowering|raising ACTOR ?up|down to|at AMOUNT',
      'could|can|should|may|would ACTOR ?please HOLDS'
    ),
    tell: ways(
      `tell|notify|warn|alert|inform|remind|telling|warning ${us} ?that WORDS? / tell|say WORDS?`,
      `send|sending ${us} ?a ?message WORDS? / send ?a message WORDS? / message|warning WORDS`,
      `let ${us} know WORDS? / give ${us} a warning|message|sign WORDS? / i|we want to know`
    )
  },
  deeds: {
    on: ways(
      '’s|\'s on / on / running / MODAL ?please|only WORKS / MODALNOT ENDS / goes|go|comes|come|stays|stay on',
      'rings|ring / works|work'),
    off: ways(
      '’s|\'s off / off / out / stopped / MODALNOT ?please WORKS / MODAL ?please ENDS',
      'goes|go|stays|stay|remains|remain off|out / is|are not needed|wanted',
      'is_not|isn’t|isn\'t needed|wanted'),
    number: ways('goes|go|dims|dim ADV? to AMOUNT / at AMOUNT / to AMOUNT / FIRST / MODAL ?please HOLDS')
  }
}
