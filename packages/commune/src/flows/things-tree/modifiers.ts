/** Words that say what a thing is like, in English, German, Spanish, French and Italian: one line for each, in our own choice. */
export const modifiers = `
dried dry getrocknet trocken gedörrt seco seca deshidratado séché sec sèche secco essiccato
fresh frisch fresco fresca frais fraîche
ground powdered powder gemahlen pulver molido molida polvo moulu poudre macinato polvere
grated shredded gerieben rallado rallada râpé grattugiato
sliced geschnitten scheiben laminado fileteado tranché affettato
chopped gehackt picado picada haché tritato
whole ganz entero entera entier entière intero
cooked gekocht cocido cocida cuit cotto
raw roh crudo cruda cru crue
smoked geräuchert ahumado ahumada fumé affumicato
salted gesalzen salado salada salé salato
unsalted ungesalzen insalato
sweet süß dulce doux douce sucré dolce
sour saure sauer agrio agria ácido acide aigre acido
hot spicy scharf picante piquant piccante épicé
canned tinned dose dosen konserve lata enlatado enlatada conserve boîte scatola
frozen tiefgekühlt gefroren tk congelado congelada surgelé congelé surgelato
roasted toasted geröstet tostado tostada asado grillé rôti torréfié tostato arrostito
baked gebacken horneado
peeled geschält pelado pelada pelé épluché sbucciato
pitted entsteint deshuesado dénoyauté denocciolato
red rot rote roja rojo rouge rosso rossa
white weiß weiss blanco blanca blanc blanche bianco bianca
green grün verde vert verte
black schwarz negro negra noir noire nero nera
yellow gelb amarillo amarilla jaune giallo gialla
brown braun marrón moreno morena brun brune
blue blau azul bleu bleue blu azzurro
purple lila violett morado morada violet violette viola
orange-coloured naranja-color
large big groß grande gros grosse
small klein pequeño pequeña petit petite piccolo piccola
medium mittel mittelgroß mediano mediana moyen moyenne medio media
wild wilder silvestre salvaje sauvage selvatico selvatica
organic bio biologisch ecológico ecológica orgánico biologique biologico
low-fat lowfat lean mager fettarm desnatado magro magra maigre écrémé light
natural plain natur naturell nature naturale
hard hart duro dura dur dure
soft weich blando blanda mou tendre morbido
ripe reif maduro madura mûr mûre maturo
long lang largo larga long longue lungo lunga
short kurz corto corta court courte corto
thin dünn fino fina fin fine mince sottile
thick dick grueso gruesa épais épaisse spesso
mild mild suave doux
mixed gemischt mixto mixta mélangé misto mista
dark dunkel oscuro oscura foncé scuro
light hell claro clara clair chiaro
wooden hölzern
metal metallen metálico métallique metallico
electric elektrisch eléctrico eléctrica électrique elettrico
used gebraucht usado usada usagé usato
new neu nuevo nueva neuf neuve nuovo nuova
`

/** Small words between others, which say nothing of the thing. */
export const smallWords: ReadonlySet<string> = new Set(
  `a an and or of the in on for with without to from by at
  der die das den dem des ein eine einen mit ohne und oder aus von vom im in für zum zur
  el la los las un una con sin y o de del al en para
  le la les un une avec sans et ou de du des au aux à en pour d l
  il lo la i gli le un uno una con senza e o di del della dei delle da al in per`.split(/\s+/)
)
