"""Words that look like names and are none, and names that need no capital to be one."""

# Written with a capital in English wherever they stand.
NO_NAMES = frozenset(
    """
    i i'm i'd i'll i've ok okay tv dvd pc dj id god allah lord jesus christ quran koran bible torah
    sunday monday tuesday wednesday thursday friday saturday january february march april may june
    july august september october november december christmas easter eid ramadan hanukkah passover
    ashura ashoura nowruz diwali halloween valentine's valentine new year's year's years english
    arabic french german spanish italian polish turkish portuguese russian japanese chinese kurdish
    persian hebrew hindi urdu european american african asian arab western eastern latin muslim
    christian jewish catholic protestant orthodox hindu buddhist muslims christians jews arabs sufi
    sunni shia islam christianity judaism mum mom dad mama papa grandma grandpa mummy mommy daddy
    mother father gran granny nana teta jeddo aunt auntie uncle sir madam miss mr mrs ms mx dr
    mother's father's mum's mom's dad's internet instagram facebook tiktok youtube whatsapp telegram
    discord signal snapchat twitter google netflix spotify zoom skype reddit tumblr wikipedia
    bluetooth wifi android iphone lego minecraft queer trans gay lesbian bi bisexual ace pride lgbt
    lgbtq covid corona gsa hiv prep gp ptsd adhd phd ma ba bbc un ngo usb sms muruna
    english-speaking thai
    """.split()
)
# At the beginning of a sentence every word has a capital: there only these count. None is a word besides.
FIRST_NAMES = frozenset(
    """
    ahmed ahmad mohammed mohamed muhammad mahmoud mustafa ibrahim youssef yousef yusuf khaled khalid
    omar hassan hussein hussain fatima zeinab zainab mariam maryam khadija aisha ayesha yasmin
    yasmine layla laila leila sara sarah rana reem rima hanan hala nour noor lina maya dina salma
    samir samira karim tarek tariq ziad ziyad walid bilal hamza rami fadi george john james michael
    david daniel thomas peter paul anna maria emma julia laura lisa sophie sophia olivia charlotte
    emily hannah jessica jennifer elizabeth alexander alexandra oliver jacob lucas lukas noah liam
    ethan benjamin matthew andrew joseph joshua christopher nicholas samuel robert william richard
    henry harry oscar felix max simon martin stefan andreas katarzyna agnieszka marek tomasz pawel
    jan mehmet ayse emre zeynep elif ivan olga natasha dmitri sergei elena carlos miguel pedro ana
    luis jose juan sofia lucia giulia marco luca francesca pierre jean marie camille chloe claire
    kevin brian ryan kyle tyler ashley brittany
    """.split()
)
ARABIC_NAMES = frozenset(
    """
    محمد أحمد احمد محمود مصطفى إبراهيم ابراهيم يوسف خالد حسين فاطمة زينب مريم خديجة عائشة ياسمين
    ليلى سارة رنا ريم لينا دينا سلمى سمير سميرة طارق زياد بلال حمزة فادي جورج مايكل عبدالله
    عبدالرحمن إسماعيل اسماعيل عثمان نانسي رولا رانيا نادين كارين ميرا هاني مروان غسان وسيم أيمن ايمن
    إياد اياد لؤي قصي عدنان
    """.split()
)
ARABIC_PLACES = frozenset(
    """
    بيروت دمشق حلب القاهرة بغداد الرياض الدوحة دبي تونس الرباط طرابلس صيدا حمص الموصل البصرة غزة
    نابلس القدس الإسكندرية الاسكندرية أربيل اربيل الخرطوم صنعاء عدن بنغازي وهران مراكش اللاذقية طنجة
    الكويت المنامة مسقط الخليل الزرقاء إربد اربد زحلة جونية برلين إسطنبول اسطنبول باريس لندن
    """.split()
)
# Words after which an English name of a school, a house of prayer, a clinic is complete.
HOUSES = frozenset(
    """
    school college university academy institute kindergarten church mosque temple synagogue parish
    hospital clinic centre center company ltd gmbh inc library cafe café bar club team fc
    """.split()
)
ARABIC_HOUSES = frozenset(
    """
    مدرسة مدرستي ثانوية إعدادية ابتدائية جامعة كلية معهد مسجد جامع كنيسة مستشفى عيادة شركة مقهى نادي
    مركز روضة
    """.split()
)
ARABIC_WAYS = frozenset(
    """
    شارع حي حارة زقاق طريق ميدان ساحة قرية بلدة ضيعة محلة بناية عمارة
    """.split()
)
# After these the name itself follows.
ARABIC_CALLED = frozenset(
    """
    اسمي إسمي اسمه إسمه اسمها إسمها واسمي واسمه واسمها يدعى تدعى يُدعى تُدعى يسمى تسمى
    """.split()
)
ARABIC_TITLES = frozenset(
    """
    الأستاذ الأستاذة الاستاذ الاستاذة الدكتور الدكتورة السيد السيدة الشيخ الشيخة الآنسة الأب الحاج
    الحاجة خالتي عمتي خالي عمي
    """.split()
)
# What follows such a word without being a name.
ARABIC_NO_NAMES = frozenset(
    """
    هنا هو هي ليس ليست لم لن لا ما كان كانت على في من إلى الى عن مع عند كما لأن لان منذ بعد قبل الذي
    التي ثم أو او الجديد القديم الحقيقي الآخر الأول الثاني هذا هذه ذلك تلك جديد جديدة قديم قديمة
    أخرى آخر كبير كبيرة صغير صغيرة قريب قريبة بعيد بعيدة واحد واحدة كل بين حتى لكن أن إن قد سوف أيضا
    أيضًا فقط وحده وحدها نفسه نفسها الجميل الجميلة الطويل الطويلة العام العامة الخاص الخاصة الكبير
    الكبيرة الصغير الصغيرة الجديدة القديمة الحقيقية المقبل العودة البيت المدينة القرية الحياة الوحيد
    الوحيدة الوحدة العمل الدعم الصف الصيف الليل الصباح المساء الناس الثانوية الابتدائية الإعدادية
    والدي والدتي
    """.split()
)
MONTHS = tuple(
    """
    january february march april may june july august september october november december jan feb
    mar apr jun jul aug sep sept oct nov dec
    """.split()
)
ARABIC_MONTHS = tuple(
    """
    يناير فبراير مارس أبريل ابريل إبريل مايو ماي يونيو يوليو أغسطس اغسطس سبتمبر أكتوبر اكتوبر نوفمبر
    ديسمبر شباط آذار اذار نيسان أيار ايار حزيران تموز آب أيلول ايلول تشرين كانون رمضان شعبان رجب
    شوال محرم صفر
    """.split()
)
