/** Some sixty real works, as different as a reading list of the humanities is: bibliographic facts alone. */
export const shelf = `
@book{keynes1936, author = {Keynes, John Maynard}, title = {The General Theory of Employment, Interest and Money}, publisher = {Macmillan}, year = 1936}
@book{keynes1919, author = {Keynes, J. M.}, title = {The Economic Consequences of the Peace}, year = 1919}
@book{skidelsky2003, author = {Skidelsky, Robert}, title = {John Maynard Keynes, 1883--1946: Economist, Philosopher, Statesman}, year = 2003}
@book{waltz1979, author = {Waltz, Kenneth N.}, title = {Theory of International Politics}, year = 1979}
@book{waltz1959, author = {Waltz, Kenneth N.}, title = {Man, the State, and War}, year = 1959}
@article{mearsheimer1990, author = {Mearsheimer, John J.}, title = {Back to the Future: Instability in Europe after the Cold War}, journal = {International Security}, year = 1990}
@book{mearsheimer2001, author = {Mearsheimer, John J.}, title = {The Tragedy of Great Power Politics}, year = 2001}
@book{kennedy1987, author = {Kennedy, Paul}, title = {The Rise and Fall of the Great Powers}, year = 1987}
@book{gaulle1954, author = {de Gaulle, Charles}, title = {M{\\'e}moires de guerre}, year = 1954}
@book{sperlingTwoTiers1999, author = {Sperling, James}, title = {Two Tiers or Two Speeds? The European Security Order and the Enlargement of the European Union and NATO}, year = 1999}
@incollection{webber2012, author = {Webber, Mark and Sperling, James and Smith, Martin A.}, title = {NATO-Russia Relations}, booktitle = {NATO's Post-Cold War Trajectory}, year = 2012}
@book{smith2006, author = {Smith, Martin A.}, title = {Russia and NATO since 1991}, shorttitle = {Russia and NATO}, year = 2006}
@book{smith1776, author = {Smith, Adam}, title = {An Inquiry into the Nature and Causes of the Wealth of Nations}, shorttitle = {Wealth of Nations}, year = 1776}
@book{goldgeier2003, author = {Goldgeier, James M. and McFaul, Michael}, title = {Power and Purpose: U.S. Policy toward Russia after the Cold War}, year = 2003}
@article{asmus1993, author = {Asmus, Ronald D. and Kugler, Richard L. and Larrabee, F. Stephen}, title = {Building a New NATO}, journal = {Foreign Affairs}, year = 1993}
@book{moller2013, author = {M{\\o}ller, J{\\o}rgen and Skaaning, Svend-Erik}, title = {Democracy and Democratization in Comparative Perspective}, year = 2013}
@book{mueller2016, author = {M{\\"u}ller, Jan-Werner}, title = {What Is Populism?}, year = 2016}
@article{mueller1995, author = {Mueller, John}, title = {The Perfect Enemy}, journal = {Security Studies}, year = 1995}
@book{weber1922, author = {Weber, Max}, title = {Wirtschaft und Gesellschaft}, year = 1922}
@book{kosselleck1979, author = {Koselleck, Reinhart}, title = {Vergangene Zukunft: Zur Semantik geschichtlicher Zeiten}, year = 1979}
@book{strauss1837, author = {Strau{\\ss}, David Friedrich}, title = {Das Leben Jesu}, year = 1837}
@book{arendt1951, author = {Arendt, Hannah}, title = {The Origins of Totalitarianism}, year = 1951}
@book{arendt1963, author = {Arendt, Hannah}, title = {Eichmann in Jerusalem: A Report on the Banality of Evil}, year = 1963}
@book{luhmann1984, author = {Luhmann, Niklas}, title = {Soziale Systeme: Grundri{\\ss} einer allgemeinen Theorie}, year = 1984}
@book{habermas1981, author = {Habermas, J{\\"u}rgen}, title = {Theorie des kommunikativen Handelns}, year = 1981}
@book{bourdieu1979, author = {Bourdieu, Pierre}, title = {La Distinction: Critique sociale du jugement}, year = 1979}
@book{levi-strauss1955, author = {L{\\'e}vi-Strauss, Claude}, title = {Tristes tropiques}, year = 1955}
@book{foucault1975, author = {Foucault, Michel}, title = {Surveiller et punir: Naissance de la prison}, year = 1975}
@book{beauvoir1949, author = {de Beauvoir, Simone}, title = {Le Deuxi{\\\`e}me Sexe}, year = 1949}
@book{lukasiewicz1951, author = {{\\L}ukasiewicz, Jan}, title = {Aristotle's Syllogistic from the Standpoint of Modern Formal Logic}, year = 1951}
@book{milosz1953, author = {Mi{\\l}osz, Czes{\\l}aw}, title = {Zniewolony umys{\\l}}, year = 1953}
@book{hasek1923, author = {Ha{\\v s}ek, Jaroslav}, title = {Osudy dobr{\\'e}ho voj{\\'a}ka {\\v S}vejka za sv{\\v e}tov{\\'e} v{\\'a}lky}, year = 1923}
@book{djilas1957, author = {Đilas, Milovan}, title = {The New Class: An Analysis of the Communist System}, year = 1957}
@book{thorgilsson, author = {Þorgilsson, Ari}, title = {{\\'I}slendingab{\\'o}k}, year = 1133}
@book{dostoevsky1866, author = {Достоевский, Фёдор}, title = {Преступление и наказание}, year = 1866}
@book{kazantzakis1946, author = {Καζαντζάκης, Νίκος}, title = {Βίος και πολιτεία του Αλέξη Ζορμπά}, year = 1946}
@book{murakami1987, author = {村上, 春樹}, title = {ノルウェイの森}, year = 1987}
@book{fei1947, author = {費, 孝通}, title = {鄉土中國}, year = 1947}
@article{oneill2014, author = {O'Neill, Onora}, title = {Trust, Trustworthiness, and Accountability}, journal = {Capital Failure}, year = 2014}
@book{lloydjones1971, author = {Lloyd-Jones, Hugh}, title = {The Justice of Zeus}, year = 1971}
@book{vandenberghe1981, author = {van den Berghe, Pierre L.}, title = {The Ethnic Phenomenon}, year = 1981}
@article{lipset1959, author = {Lipset, Seymour Martin}, title = {Some Social Requisites of Democracy: Economic Development and Political Legitimacy}, journal = {American Political Science Review}, year = 1959}
@article{putnam1988, author = {Putnam, Robert D.}, title = {Diplomacy and Domestic Politics: The Logic of Two-Level Games}, journal = {International Organization}, year = 1988}
@article{coase1937, author = {Coase, R. H.}, title = {The Nature of the Firm}, journal = {Economica}, year = 1937}
@article{akerlof1970, author = {Akerlof, George A.}, title = {The Market for Lemons: Quality Uncertainty and the Market Mechanism}, journal = {The Quarterly Journal of Economics}, year = 1970}
@article{granovetter1973, author = {Granovetter, Mark S.}, title = {The Strength of Weak Ties}, journal = {American Journal of Sociology}, year = 1973}
@book{kuhn1962, author = {Kuhn, Thomas S.}, title = {The Structure of Scientific Revolutions}, year = 1962}
@book{popper1945, author = {Popper, Karl R.}, title = {The Open Society and Its Enemies}, year = 1945}
@book{anderson1983, author = {Anderson, Benedict}, title = {Imagined Communities: Reflections on the Origin and Spread of Nationalism}, year = 1983}
@book{andersen1992, author = {Andersen, Svein S.}, title = {The Struggle over North Sea Oil and Gas}, year = 1992}
@book{hobsbawm1994, author = {Hobsbawm, Eric}, title = {The Age of Extremes: The Short Twentieth Century, 1914--1991}, year = 1994}
@book{folland1999, author = {Folland, Gerald B.}, title = {Real Analysis: Modern Techniques and Their Applications}, year = 1999}
@book{dundes1965, author = {Dundes, Alan}, title = {The Study of Folklore}, year = 1965}
@collection{hobsbawmranger1983, editor = {Hobsbawm, Eric and Ranger, Terence}, title = {The Invention of Tradition}, year = 1983}
@incollection{trevorroper1983, author = {Trevor-Roper, Hugh}, editor = {Hobsbawm, Eric and Ranger, Terence}, title = {The Invention of Tradition: The Highland Tradition of Scotland}, booktitle = {The Invention of Tradition}, year = 1983}
@report{nato1995, author = {{North Atlantic Treaty Organization}}, title = {Study on NATO Enlargement}, year = 1995}
@report{ipcc2021, author = {{IPCC}}, title = {Climate Change 2021: The Physical Science Basis}, year = 2021}
@book{tolstoy_war:1869, author = {Tolstoy, Leo}, title = {War and Peace}, year = 1869}
@book{DBLP:books/aw/Knuth68, author = {Knuth, Donald E.}, title = {The Art of Computer Programming}, year = 1968}
@online{orwell46, author = {Orwell, George}, title = {Politics and the English Language}, date = {1946-04}}
@book{said1978, ids = {orientalism, said78}, author = {Said, Edward W.}, title = {Orientalism}, year = 1978}
@book{gellner1983, author = {Gellner, Ernest}, title = {Nations and Nationalism}, year = 1983}
@book{wollstonecraft1792, author = {Wollstonecraft, Mary}, title = {A Vindication of the Rights of Woman}, year = 1792}
`;
