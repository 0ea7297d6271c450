/** English of the command line: links of worlds. */
export const linkWords = {
  'link.about': 'carry needs and offers from this world to another one of yours; without a world: what is carried here, and by whom',
  'link.kinds': 'what is carried: {all}',
  'link.place': 'how much is told of where something is: {all}; none by itself',
  'link.names': 'tell who said it',
  'link.notes': 'tell what was written beside it',
  'link.again': 'it may be carried on from there',
  'link.called': 'tell each world what the other one is called',
  'link.end': 'carry no more',
  'link.mine-not': 'what I say here is not to be carried there, or nowhere',
  'link.which': 'Name the world to which nothing is to be carried any more.',
  'link.unknown': 'Nothing is carried to a world of that name.',
  'link.none': 'Nothing is carried from here or to here.',
  'link.out': 'carries to {where}',
  'link.in': 'carries here from {where}',
  'link.with-names': 'names',
  'link.with-notes': 'notes',
  'link.on': 'may go on',
  'link.until': 'until {day}',
  'link.lapsed': 'has lapsed',
  'link.ended': 'has ended'
} as const
