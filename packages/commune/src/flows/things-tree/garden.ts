/** Vegetables, fruit, nuts, pulses, herbs and spices, and what a garden works with. As in `kitchen.ts`. */
export const garden = `
vegetables | vegetables, vegetable | Gemüse | verdura, hortaliza | légumes, légume | verdura, ortaggi
fruit | fruit | Obst, Frucht, Früchte | fruta | fruit | frutta
potato | potato | Kartoffel, Erdapfel | patata, papa | pomme de terre, patate | patata | # 150
sweet potato | sweet potato | Süßkartoffel | batata, boniato, camote | patate douce | patata dolce, batata | # 200
carrot | carrot | Karotte, Möhre, Mohrrübe, gelbe Rübe | zanahoria | carotte | carota | # 70
onion | onion | Zwiebel | cebolla | oignon | cipolla | # 110
red onion < onion | red onion | rote Zwiebel | cebolla roja, cebolla morada | oignon rouge | cipolla rossa | # 110
spring onion | spring onion, scallion, green onion | Frühlingszwiebel, Lauchzwiebel | cebolleta, cebolla tierna, cebollín | oignon nouveau, ciboule | cipollotto
shallot | shallot | Schalotte | chalota, echalote | échalote | scalogno
garlic | garlic | Knoblauch | ajo | ail | aglio
garlic clove < garlic | garlic clove, clove of garlic | Knoblauchzehe | diente de ajo | gousse d'ail | spicchio d'aglio | # 5
leek | leek | Lauch, Porree | puerro | poireau | porro | # 150
celery | celery, celery stalk | Sellerie, Stangensellerie, Staudensellerie | apio | céleri, céleri branche | sedano
celeriac | celeriac, celery root | Knollensellerie, Sellerieknolle | apio nabo, apionabo | céleri-rave | sedano rapa
tomato | tomato | Tomate, Paradeiser | tomate, jitomate | tomate | pomodoro | # 110
cherry tomato < tomato | cherry tomato, grape tomato | Kirschtomate, Cherrytomate, Cocktailtomate | tomate cherry, tomatito | tomate cerise | pomodorino, pomodoro ciliegino | # 15
canned tomatoes | canned tomatoes, tinned tomatoes | Dosentomaten, Tomaten aus der Dose | tomate en lata, tomate enlatado | tomates en conserve | pomodori in scatola, pelati
cucumber | cucumber | Gurke, Salatgurke | pepino | concombre | cetriolo | # 350
pickle | pickle, gherkin, pickled cucumber | Essiggurke, Gewürzgurke, Cornichon | pepinillo | cornichon | cetriolino
bell pepper | bell pepper, sweet pepper, capsicum | Paprika, Paprikaschote | pimiento, pimentón dulce fresco, morrón | poivron | peperone | # 150
chili | chili, chilli, chili pepper, hot pepper | Chili, Chilischote, Peperoni, Pfefferschote | chile, guindilla, ají | piment | peperoncino
aubergine | aubergine, eggplant | Aubergine, Melanzani | berenjena | aubergine | melanzana | # 280
courgette | courgette, zucchini | Zucchini, Zucchetti | calabacín | courgette | zucchina, zucchino | # 200
pumpkin | pumpkin, squash, winter squash | Kürbis | calabaza, zapallo | citrouille, potiron, courge | zucca
butternut squash < pumpkin | butternut squash, butternut | Butternusskürbis, Butternut | calabaza cacahuete, calabaza butternut | courge butternut | zucca violina
cabbage | cabbage | Kohl, Kraut | col, repollo | chou | cavolo
white cabbage < cabbage | white cabbage | Weißkohl, Weißkraut | repollo blanco, col blanca | chou blanc | cavolo bianco, cavolo cappuccio
red cabbage < cabbage | red cabbage | Rotkohl, Blaukraut, Rotkraut | lombarda, col lombarda, repollo morado | chou rouge | cavolo rosso
savoy cabbage < cabbage | savoy cabbage, savoy | Wirsing | col de Milán, col rizada de Milán | chou de Milan, chou frisé de Milan | verza
chinese cabbage < cabbage | Chinese cabbage, napa cabbage | Chinakohl | col china | chou chinois | cavolo cinese
kale | kale | Grünkohl, Federkohl | col rizada, berza | chou kale, chou frisé | cavolo riccio, cavolo nero
sauerkraut | sauerkraut | Sauerkraut | chucrut | choucroute | crauti
brussels sprout | Brussels sprout | Rosenkohl, Kohlsprosse | col de Bruselas | chou de Bruxelles | cavoletto di Bruxelles
cauliflower | cauliflower | Blumenkohl, Karfiol | coliflor | chou-fleur | cavolfiore
broccoli | broccoli | Brokkoli, Broccoli | brócoli, brécol | brocoli | broccolo
kohlrabi | kohlrabi | Kohlrabi | colirrábano | chou-rave | cavolo rapa
spinach | spinach | Spinat, Blattspinat | espinaca | épinard | spinacio
chard | chard, Swiss chard | Mangold | acelga | blette, bette | bietola
lettuce | lettuce | Kopfsalat, Blattsalat | lechuga | laitue | lattuga
salad | salad | Salat | ensalada | salade | insalata
rocket | rocket, arugula | Rucola, Rauke | rúcula | roquette | rucola
lamb's lettuce | lamb's lettuce, corn salad | Feldsalat, Vogerlsalat, Nüsslisalat | canónigos | mâche | valeriana
endive | endive | Endivie | escarola | scarole | indivia
chicory | chicory | Chicorée | endibia, achicoria | endive, chicorée | cicoria
radish | radish | Radieschen, Rettich | rábano, rabanito | radis | ravanello | # 10
beetroot | beetroot, beet | Rote Bete, Rote Rübe, Rande | remolacha, betabel | betterave | barbabietola | # 120
parsnip | parsnip | Pastinake | chirivía | panais | pastinaca
turnip | turnip | Rübe, Mairübe, Weiße Rübe | nabo | navet | rapa
swede | swede, rutabaga | Steckrübe, Kohlrübe | colinabo | rutabaga | rutabaga
horseradish | horseradish | Meerrettich, Kren | rábano picante | raifort | rafano
asparagus | asparagus | Spargel | espárrago | asperge | asparago
artichoke | artichoke | Artischocke | alcachofa | artichaut | carciofo
fennel | fennel, fennel bulb | Fenchel, Fenchelknolle | hinojo | fenouil | finocchio
okra | okra | Okra, Okraschote | okra, quingombó | gombo | okra, gombo
mushroom | mushroom, button mushroom, champignon | Pilz, Champignon | seta, champiñón, hongo | champignon, champignon de Paris | fungo, champignon
olive | olive | Olive | aceituna, oliva | olive | oliva
avocado | avocado | Avocado | aguacate, palta | avocat | avocado | # 170
capers | capers, caper | Kapern, Kaper | alcaparra | câpre | cappero
pea | pea, green pea, garden pea | Erbse, grüne Erbse | guisante, arveja, chícharo | pois, petit pois | pisello
green beans | green bean, string bean, French bean | grüne Bohne, Gartenbohne, Fisole, Buschbohne | judía verde, habichuela, ejote | haricot vert | fagiolino
beans | bean | Bohne | judía, frijol, alubia, poroto | haricot | fagiolo
kidney beans < beans | kidney bean, red bean, red kidney bean | Kidneybohne, rote Bohne | alubia roja, frijol rojo, judía roja | haricot rouge | fagiolo rosso
white beans < beans | white bean, haricot bean, cannellini bean, navy bean | weiße Bohne | alubia blanca, judía blanca, frijol blanco | haricot blanc | fagiolo cannellino, fagiolo bianco
black beans < beans | black bean | schwarze Bohne | frijol negro, alubia negra, judía negra | haricot noir | fagiolo nero
broad beans | broad bean, fava bean | dicke Bohne, Saubohne, Ackerbohne | haba | fève | fava
soybeans | soybean, soya bean | Sojabohne | soja, semilla de soja, soya | soja, graine de soja | soia
lentil | lentil | Linse | lenteja | lentille | lenticchia | l 850
red lentils < lentil | red lentil | rote Linse | lenteja roja | lentille corail | lenticchia rossa | l 850
chickpea | chickpea, garbanzo bean, garbanzo | Kichererbse | garbanzo | pois chiche | cece | l 800
apple | apple | Apfel | manzana | pomme | mela | # 160
pear | pear | Birne | pera | poire | pera | # 170
quince | quince | Quitte | membrillo | coing | mela cotogna
plum | plum | Pflaume, Zwetschge, Zwetschke | ciruela | prune | prugna, susina | # 60
prune | prune, dried plum | Backpflaume, Dörrpflaume | ciruela pasa | pruneau | prugna secca
cherry | cherry | Kirsche | cereza | cerise | ciliegia
sour cherry < cherry | sour cherry | Sauerkirsche | guinda, cereza ácida | griotte | amarena
apricot | apricot | Aprikose, Marille | albaricoque, damasco, chabacano | abricot | albicocca | # 45
peach | peach | Pfirsich | melocotón, durazno | pêche | pesca | # 150
nectarine | nectarine | Nektarine | nectarina | nectarine | nettarina
grape | grape | Traube, Weintraube | uva | raisin | uva
raisin | raisin, sultana | Rosine, Sultanine | pasa, uva pasa, pasa de uva | raisin sec | uvetta, uva passa | l 620
strawberry | strawberry | Erdbeere | fresa, frutilla | fraise | fragola
raspberry | raspberry | Himbeere | frambuesa | framboise | lampone
blackberry | blackberry | Brombeere | mora, zarzamora | mûre | mora
blueberry | blueberry, bilberry | Heidelbeere, Blaubeere | arándano | myrtille | mirtillo
cranberry | cranberry | Cranberry, Moosbeere, Preiselbeere | arándano rojo | canneberge | mirtillo rosso
currant | currant, redcurrant, red currant | Johannisbeere, Ribisel | grosella | groseille | ribes
gooseberry | gooseberry | Stachelbeere | uva espina, grosella espinosa | groseille à maquereau | uva spina
elderberry | elderberry | Holunderbeere, Holunder | baya de saúco, saúco | baie de sureau, sureau | sambuco
lemon | lemon | Zitrone | limón | citron | limone | # 100 ; > 45 lemon juice
lime | lime | Limette | lima | citron vert, lime | lime | # 65 ; > 30 lime juice
lemon zest | lemon zest, lemon peel | Zitronenschale, Zitronenabrieb | ralladura de limón, piel de limón, cáscara de limón | zeste de citron | scorza di limone
orange | orange | Orange, Apfelsine | naranja | orange | arancia | # 180 ; > 80 orange juice
mandarin | mandarin, tangerine, clementine | Mandarine, Clementine | mandarina, clementina | mandarine, clémentine | mandarino, clementina | # 75
grapefruit | grapefruit | Grapefruit, Pampelmuse | pomelo, toronja | pamplemousse | pompelmo
banana | banana | Banane | plátano, banana, banano | banane | banana | # 120
pineapple | pineapple | Ananas | piña, ananá | ananas | ananas
mango | mango | Mango | mango | mangue | mango
melon | melon | Melone, Zuckermelone | melón | melon | melone
watermelon | watermelon | Wassermelone | sandía | pastèque | anguria, cocomero
kiwi | kiwi, kiwi fruit, kiwifruit | Kiwi | kiwi | kiwi | kiwi | # 80
fig | fig | Feige | higo, breva | figue | fico
date | date | Dattel | dátil | datte | dattero
pomegranate | pomegranate | Granatapfel | granada | grenade | melagrana, melograno
rhubarb | rhubarb | Rhabarber | ruibarbo | rhubarbe | rabarbaro
coconut | coconut | Kokosnuss | coco | noix de coco | cocco, noce di cocco
desiccated coconut | desiccated coconut, grated coconut, shredded coconut, coconut flakes | Kokosraspel, Kokosflocken | coco rallado | noix de coco râpée | cocco grattugiato
nut | nut | Nuss | nuez, fruto seco | noix, fruit à coque | noce, frutta secca
walnut < nut | walnut | Walnuss, Baumnuss | nuez de nogal, nuez | noix, cerneau de noix | noce
hazelnut < nut | hazelnut | Haselnuss | avellana | noisette | nocciola
almond < nut | almond | Mandel | almendra | amande | mandorla
flaked almonds < almond | flaked almonds, sliced almonds | Mandelblättchen, gehobelte Mandeln | almendra laminada, almendras fileteadas | amandes effilées | mandorle a lamelle
cashew < nut | cashew, cashew nut | Cashew, Cashewnuss, Cashewkern | anacardo, marañón | noix de cajou | anacardo
peanut | peanut, groundnut | Erdnuss | cacahuete, maní, cacahuate | cacahuète, arachide | arachide
pistachio < nut | pistachio | Pistazie | pistacho | pistache | pistacchio
pecan < nut | pecan, pecan nut | Pekannuss | pecana, nuez pecana | noix de pécan | noce pecan
chestnut | chestnut, sweet chestnut | Kastanie, Marone, Esskastanie | castaña | châtaigne, marron | castagna
pine nut | pine nut, pine kernel | Pinienkern | piñón | pignon de pin, pignon | pinolo
sunflower seed | sunflower seed | Sonnenblumenkern | pipa de girasol, semilla de girasol, pipa | graine de tournesol | seme di girasole
pumpkin seed | pumpkin seed | Kürbiskern | pepita de calabaza, semilla de calabaza, pipa de calabaza | graine de courge | seme di zucca
linseed | linseed, flaxseed, flax seed | Leinsamen | linaza, semilla de lino | graine de lin | seme di lino
sesame | sesame, sesame seed | Sesam, Sesamsamen | sésamo, semilla de sésamo, ajonjolí | sésame, graine de sésame | sesamo
chia seed | chia, chia seed | Chia, Chiasamen | chía, semilla de chía | chia, graine de chia | seme di chia
poppy seed | poppy seed, poppyseed | Mohn, Mohnsamen | semilla de amapola, amapola | graine de pavot, pavot | seme di papavero
herbs | herbs, herb | Kräuter, Kraut | hierbas, hierba aromática | herbes, fines herbes | erbe aromatiche
parsley | parsley | Petersilie | perejil | persil | prezzemolo
basil | basil | Basilikum | albahaca | basilic | basilico
oregano | oregano | Oregano | orégano | origan | origano
thyme | thyme | Thymian | tomillo | thym | timo
rosemary | rosemary | Rosmarin | romero | romarin | rosmarino
sage | sage | Salbei | salvia | sauge | salvia
mint | mint, peppermint | Minze, Pfefferminze | menta, hierbabuena | menthe | menta
dill | dill | Dill | eneldo | aneth | aneto
chives | chives, chive | Schnittlauch | cebollino | ciboulette | erba cipollina
coriander | coriander, cilantro | Koriander | cilantro, culantro, coriandro | coriandre | coriandolo
tarragon | tarragon | Estragon | estragón | estragon | dragoncello
marjoram | marjoram | Majoran | mejorana | marjolaine | maggiorana
bay leaf | bay leaf, laurel leaf | Lorbeerblatt, Lorbeer | hoja de laurel, laurel | feuille de laurier, laurier | foglia di alloro, alloro
lavender | lavender | Lavendel | lavanda | lavande | lavanda
lemongrass | lemongrass, lemon grass | Zitronengras | hierba limón, limoncillo, citronela | citronnelle | citronella
pepper | pepper, black pepper, peppercorn | Pfeffer, schwarzer Pfeffer, Pfefferkorn | pimienta, pimienta negra | poivre, poivre noir | pepe, pepe nero | l 480
white pepper | white pepper | weißer Pfeffer | pimienta blanca | poivre blanc | pepe bianco
paprika powder | paprika, paprika powder, ground paprika | Paprikapulver | pimentón, paprika | paprika en poudre | paprica | l 460
cayenne pepper | cayenne pepper, cayenne | Cayennepfeffer, Cayenne | cayena, pimienta de cayena | poivre de Cayenne | pepe di Cayenna
chili powder | chili powder, chilli powder | Chilipulver | chile en polvo | piment en poudre | peperoncino in polvere
chili flakes | chili flakes, red pepper flakes | Chiliflocken | copos de chile, hojuelas de chile | flocons de piment | peperoncino a scaglie
cinnamon | cinnamon, ground cinnamon, cinnamon stick | Zimt, Zimtstange | canela | cannelle | cannella | l 530
nutmeg | nutmeg | Muskat, Muskatnuss | nuez moscada | noix de muscade, muscade | noce moscata
clove | cloves, whole cloves | Gewürznelke, Nelke | clavo, clavo de olor | clou de girofle | chiodo di garofano
allspice | allspice, pimento | Piment | pimienta de Jamaica | piment de la Jamaïque | pimento
cumin | cumin, cumin seed | Kreuzkümmel, Cumin | comino | cumin | cumino
caraway | caraway, caraway seed | Kümmel | alcaravea | carvi | cumino dei prati, carvi
cardamom | cardamom | Kardamom | cardamomo | cardamome | cardamomo
ginger | ginger, ginger root | Ingwer | jengibre | gingembre | zenzero
turmeric | turmeric | Kurkuma, Gelbwurz | cúrcuma | curcuma | curcuma
saffron | saffron | Safran | azafrán | safran | zafferano
anise | anise, aniseed | Anis | anís | anis | anice
star anise | star anise | Sternanis | anís estrellado | anis étoilé, badiane | anice stellato
fennel seed | fennel seed | Fenchelsamen | semilla de hinojo | graine de fenouil | seme di finocchio
mustard seed | mustard seed | Senfkorn, Senfsamen | semilla de mostaza, grano de mostaza | graine de moutarde | seme di senape
juniper berry | juniper berry | Wacholderbeere | baya de enebro, enebro | baie de genièvre | bacca di ginepro
curry powder | curry powder, curry | Currypulver, Curry | curry, curry en polvo | curry, poudre de curry | curry, curry in polvere
onion powder | onion powder | Zwiebelpulver | cebolla en polvo | oignon en poudre | cipolla in polvere
garlic powder | garlic powder | Knoblauchpulver | ajo en polvo | ail en poudre | aglio in polvere
seed | seed, seeds | Samen, Saatgut | semilla | graine, semence | seme
seedling | seedling, young plant | Setzling, Jungpflanze | plantón, plántula | plant, jeune plant | piantina
compost | compost | Kompost | compost, compostaje | compost | compost | l 600
soil | soil, potting soil, potting compost, earth | Erde, Blumenerde, Pflanzerde | tierra, sustrato | terre, terreau | terra, terriccio
manure | manure | Mist, Stallmist | estiércol | fumier | letame
fertilizer | fertilizer, fertiliser | Dünger | fertilizante, abono | engrais | concime, fertilizzante
mulch | mulch, bark mulch | Mulch, Rindenmulch | acolchado, mantillo | paillis | pacciame
straw | straw | Stroh | paja | paille | paglia
hay | hay | Heu | heno | foin | fieno
sand | sand | Sand | arena | sable | sabbia | l 1600
gravel | gravel | Kies | grava | gravier | ghiaia | l 1600
firewood | firewood | Brennholz, Feuerholz | leña | bois de chauffage | legna
charcoal | charcoal | Holzkohle, Grillkohle | carbón vegetal | charbon de bois | carbonella
`
