/** English: bringing in and carrying out. */
export const fileWords = {
  'import.about': 'bring in Markdown as pages, CSV and JSON as needs, offers and stock, recipes and bills of material, ValueFlows, or an export of a world',
  'import.as': 'what the rows of a table are, when it does not say: need, offer or stock; or recipe, for Markdown',
  'import.as-wrong': 'Rows are a need, an offer or stock: --as need, --as offer, --as stock. Pages of recipes come in with --as recipe.',
  'import.try': 'of ValueFlows: only show what would come of it',
  'import.yes': 'do not ask again',
  'import.try-none': 'Nothing of ValueFlows is among these files, so there is nothing to show first. Leave --try out to bring them in.',
  'import.question': 'Bring this in',
  'import.vf': '{path} is a document of ValueFlows. Of it would come:',
  'import.vf-need': { one: 'one need: {names}', other: '{n} needs: {names}' },
  'import.vf-offer': { one: 'one offer: {names}', other: '{n} offers: {names}' },
  'import.vf-stock': { one: 'stock of one thing: {names}', other: 'stock in {n} portions: {names}' },
  'import.vf-recipe': { one: 'one recipe: {names}', other: '{n} recipes: {names}' },
  'import.vf-happened': { one: 'one thing that happened, to be read on a page: {names}', other: '{n} things that happened, to be read on a page: {names}' },
  'import.vf-agreed': { one: 'one thing that was agreed, to be read on a page: {names}', other: '{n} things that were agreed, to be read on a page: {names}' },
  'import.vf-planned': { one: 'one plan or process, to be read on a page: {names}', other: '{n} plans and processes, to be read on a page: {names}' },
  'import.vf-other': { one: 'one thing more, to be read on a page: {names}', other: '{n} things more, to be read on a page: {names}' },
  'import.vf-refused': { one: 'and one would not come in: {names}', other: 'and {n} would not come in: {names}' },
  'import.vf-more': { one: 'And one more to be told.', other: 'And {n} more to be told.' },
  'import.nothing': 'There is nothing to bring in: no Markdown, CSV, JSON, HTML, TOML, YAML or Turtle files are there.',
  'import.at': '{n} of {total} files',
  'import.at-rows': '{n} of {total} files, {rows} rows and pages so far',
  'import.again': 'Too many imports go on here at once, and this one was put aside. Run the same again; nothing comes twice.',
  'import.done': 'Brought into {world}: {fresh} new, {changed} changed, {same} there already.',
  'import.pictures': {
    one: 'One picture came along, without what it says of where it was taken.',
    other: '{n} pictures came along, without what they say of where they were taken.'
  },
  'import.left-pictures': {
    one: 'One picture that no page shows was left out.',
    other: '{n} pictures that no page shows were left out.'
  },
  'picture.none': '{name} is no picture that can be read. Use JPEG, PNG, WebP or GIF.',
  'picture.damaged': '{name} is damaged. Use another copy, if there is one.',
  'picture.kind':
    '{name} is of a kind that may say where it was taken, or hold a program, and that cannot be taken out here. Save it as JPEG or PNG.',
  'import.left-out': {
    one: '{names} tells about the folder and was left out. Name it to bring it in.',
    other: '{names} tell about the folder and were left out. Name them to bring them in.'
  },
  'import.more-refused': { one: 'And one more could not come in.', other: 'And {n} more could not come in.' },
  'import.some-refused': {
    one: 'One could not come in, for the reason above. Mend it and run the same again; nothing comes twice.',
    other: '{n} could not come in, for the reasons above. Mend them and run the same again; nothing comes twice.'
  },
  'import.trouble': '{why} It stopped after {done} of {total} files. Run the same again to go on; nothing comes twice.',
  'import.stopped': 'Stopped after {done} of {total} files. Run the same again to go on; nothing comes twice.',
  'export.about': 'write the whole world as Markdown, JSON and files that need no program to be read',
  'export.folder-or': 'Name a folder for everything, or a new file with --valueflows.',
  'export.valueflows': 'write needs, offers, stock and what was agreed into this file instead, as ValueFlows 1.0 (JSON-LD)',
  'export.valueflows-done': 'What is needed, offered and in stock in {name} is in {file}, as ValueFlows 1.0.',
  'export.at': { one: 'One file ...', other: '{n} files ...' },
  'export.done': {
    one: '{name} is in {folder}: one page, {files} files in all.',
    other: '{name} is in {folder}: {n} pages, {files} files in all.'
  },
  'export.missing': {
    one: 'One file beside a page is missing: nobody within reach has it. Run it again when others are here.',
    other: '{n} files beside pages are missing: nobody within reach has them. Run it again when others are here.'
  },
  'export.again': 'Another export has begun meanwhile. Run it again.',
  'export.not-empty': '{folder} is not empty. Name a folder that is, or a new one.',
  'bundle.about': 'write a world into one file to carry by hand, or take one in',
  'bundle.take': 'take the file in',
  'bundle.since': 'only what came here since an earlier bundle, by the number that was told with it',
  'bundle.since-wrong': 'Say the number that was told when the earlier bundle was written.',
  'bundle.next': 'What comes after this alone: `commune bundle FILE --since {end}`.',
  'bundle.written': '{name} is in {file} ({size}). Only those who take part can read it.',
  'bundle.written-carried': 'What this box carries of {id} is in {file} ({size}). Only those who take part in that world can read it.',
  'bundle.which-carried': 'This box carries several worlds. Name one with --world: {ids}.',
  'bundle.taken': {
    one: 'Taken into {name}: one new entry, {known} known already.',
    other: 'Taken into {name}: {n} new entries, {known} known already.'
  },
  'bundle.taken-carried': {
    one: 'Taken in for the world {id}, which this box carries and cannot read: one new envelope, {known} known already.',
    other: 'Taken in for the world {id}, which this box carries and cannot read: {n} new envelopes, {known} known already.'
  },
  'bundle.left': {
    one: 'There was no room for one of them: what is carried here has reached its bound. Keep the file until somebody else has taken it in.',
    other: 'There was no room for {n} of them: what is carried here has reached its bound. Keep the file until somebody else has taken it in.'
  },
  'bundle.refused': { one: 'One entry was refused.', other: '{n} entries were refused.' },
  'backup.about': 'write everything needed to come back as this ware, locked by a passphrase',
  'backup.ask-new': 'A passphrase for the backup (at least 8 characters; without it the backup opens nothing):',
  'backup.ask-same': 'The passphrase of your last backup, which locks this one too:',
  'backup.ask': 'The passphrase of the backup:',
  'backup.needs-passphrase':
    'A backup needs a passphrase, and there is nobody to ask. Set COMMUNE_PASSPHRASE, or name a file with --passphrase-file.',
  'backup.done': 'The backup is in {file}. Keep it elsewhere than this device, and the passphrase elsewhere than the backup.',
  'restore.about': 'come back as a new device of the ware in a backup',
  'restore.done': {
    one: 'You are {name} again, on a new device, in one world.',
    other: 'You are {name} again, on a new device, in {n} worlds.'
  },
  'restore.next':
    'What was said comes back from those who keep it, while `commune up` runs. If the old device is lost, end it with `commune devices --end ID`.'
} as const
