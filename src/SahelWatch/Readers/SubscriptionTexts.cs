namespace SahelWatch.Readers;

/// <summary>The texts of the subscription pages and mails in one language.</summary>
public sealed record SubscriptionTexts
{
    public required string Language { get; init; }

    public string Direction => Language == "ar" ? "rtl" : "ltr";

    public required string AskTitle { get; init; }
    public required string AskIntro { get; init; }
    public required string Address { get; init; }
    public required string Editions { get; init; }
    public required string AskButton { get; init; }
    public required string AskedTitle { get; init; }
    public required string AskedText { get; init; }
    public required string BadAddress { get; init; }
    public required string NoEdition { get; init; }
    public required string TooMany { get; init; }
    public required string ConfirmSubject { get; init; }
    public required string ConfirmIntro { get; init; }
    public required string ConfirmButton { get; init; }
    public required string ConfirmIgnore { get; init; }
    public required string ConfirmedTitle { get; init; }
    public required string ConfirmedText { get; init; }
    public required string UnsubscribeTitle { get; init; }
    public required string UnsubscribeText { get; init; }
    public required string UnsubscribeButton { get; init; }
    public required string UnsubscribedTitle { get; init; }
    public required string UnsubscribedText { get; init; }
    public required string ManageSubject { get; init; }
    public required string ManageIntro { get; init; }
    public required string ManageButton { get; init; }
    public required string ManageIgnore { get; init; }
    public required string SaveButton { get; init; }
    public required string SavedText { get; init; }
    public required string DataTitle { get; init; }
    public required string ExportButton { get; init; }
    public required string EraseText { get; init; }
    public required string EraseButton { get; init; }
    public required string ErasedTitle { get; init; }
    public required string ErasedText { get; init; }
    public required string BadLinkTitle { get; init; }
    public required string BadLinkText { get; init; }

    public static IReadOnlyList<SubscriptionTexts> All { get; } = [English, French, Arabic];

    /// <summary>English if the language is not supported.</summary>
    public static SubscriptionTexts In(string? language) => All.FirstOrDefault(t => t.Language == language) ?? All[0];

    private static SubscriptionTexts English => new()
    {
        Language = "en",
        AskTitle = "SahelWatch by email",
        AskIntro = "What the press reports on the Sahel, in one email. We will send you a link to confirm; to change or end a subscription, ask for a link here too.",
        Address = "Email address",
        Editions = "Editions",
        AskButton = "Email me the link",
        AskedTitle = "Check your inbox",
        AskedText = "If that address can receive email, a link is on its way. If it does not arrive within a few minutes, look in your spam folder.",
        BadAddress = "Enter an email address, such as name@example.org.",
        NoEdition = "Choose at least one edition.",
        TooMany = "Too many links have been requested. Please try again in an hour.",
        ConfirmSubject = "Confirm your SahelWatch subscription",
        ConfirmIntro = "Someone, probably you, asked for SahelWatch to be sent to this address:",
        ConfirmButton = "Confirm subscription",
        ConfirmIgnore = "If it was not you, ignore this email: nothing more will be sent, and your address is not kept.",
        ConfirmedTitle = "You are subscribed",
        ConfirmedText = "Your first digest will arrive at its usual time. Every email has a link to unsubscribe.",
        UnsubscribeTitle = "Unsubscribe",
        UnsubscribeText = "You will no longer receive:",
        UnsubscribeButton = "Unsubscribe",
        UnsubscribedTitle = "You have unsubscribed",
        UnsubscribedText = "You will receive no more digests of this edition.",
        ManageSubject = "Your SahelWatch subscription",
        ManageIntro = "Here you can choose other editions, see the data we hold about you, or unsubscribe.",
        ManageButton = "Manage your subscription",
        ManageIgnore = "If you did not ask for this link, ignore this email: the link expires in two hours.",
        SaveButton = "Save",
        SavedText = "Saved.",
        DataTitle = "Your data",
        ExportButton = "Show the data held about me",
        EraseText = "Erasing deletes your address and everything stored with it. Only a code remains, from which your address cannot be recovered, so that you are not emailed again.",
        EraseButton = "Erase my data",
        ErasedTitle = "Your data has been erased",
        ErasedText = "You will receive no more email from us.",
        BadLinkTitle = "This link no longer works",
        BadLinkText = "It has expired or is incomplete. Request a new one:",
    };

    private static SubscriptionTexts French => new()
    {
        Language = "fr",
        AskTitle = "SahelWatch par courriel",
        AskIntro = "Ce que la presse rapporte du Sahel, en un seul courriel. Nous vous envoyons un lien de confirmation ; pour modifier ou résilier un abonnement, demandez aussi un lien ici.",
        Address = "Adresse électronique",
        Editions = "Éditions",
        AskButton = "Envoyez-moi le lien",
        AskedTitle = "Consultez votre boîte de réception",
        AskedText = "Si cette adresse peut recevoir des courriels, un lien vient de lui être envoyé. S’il n’arrive pas d’ici quelques minutes, regardez dans les courriers indésirables.",
        BadAddress = "Saisissez une adresse électronique, par exemple nom@exemple.org.",
        NoEdition = "Choisissez au moins une édition.",
        TooMany = "Trop de liens ont été demandés. Veuillez réessayer dans une heure.",
        ConfirmSubject = "Confirmez votre abonnement à SahelWatch",
        ConfirmIntro = "Quelqu’un, sans doute vous, a demandé l’envoi de SahelWatch à cette adresse :",
        ConfirmButton = "Confirmer l’abonnement",
        ConfirmIgnore = "Si ce n’était pas vous, ignorez ce message : rien d’autre ne vous sera envoyé et votre adresse n’est pas conservée.",
        ConfirmedTitle = "Votre abonnement est confirmé",
        ConfirmedText = "Votre première édition arrivera à son heure habituelle. Chaque courriel contient un lien de désabonnement.",
        UnsubscribeTitle = "Résilier l’abonnement",
        UnsubscribeText = "Vous ne recevrez plus :",
        UnsubscribeButton = "Se désabonner",
        UnsubscribedTitle = "Votre abonnement est résilié",
        UnsubscribedText = "Cette édition ne vous sera plus envoyée.",
        ManageSubject = "Votre abonnement à SahelWatch",
        ManageIntro = "Vous pouvez ici choisir d’autres éditions, consulter les données que nous détenons à votre sujet ou résilier votre abonnement.",
        ManageButton = "Gérer votre abonnement",
        ManageIgnore = "Si vous n’avez pas demandé ce lien, ignorez ce message : le lien expire dans deux heures.",
        SaveButton = "Enregistrer",
        SavedText = "Enregistré.",
        DataTitle = "Vos données",
        ExportButton = "Afficher les données me concernant",
        EraseText = "L’effacement supprime votre adresse et toutes les données associées. Seule demeure une empreinte, dont l’adresse ne peut être déduite, pour que rien ne vous soit plus envoyé.",
        EraseButton = "Effacer mes données",
        ErasedTitle = "Vos données ont été effacées",
        ErasedText = "Vous ne recevrez plus aucun courriel.",
        BadLinkTitle = "Ce lien ne fonctionne plus",
        BadLinkText = "Il a expiré ou il est incomplet. Demandez-en un nouveau :",
    };

    private static SubscriptionTexts Arabic => new()
    {
        Language = "ar",
        AskTitle = "ساحل ووتش عبر البريد الإلكتروني",
        AskIntro = "ما تنشره الصحافة عن منطقة الساحل في رسالة واحدة. نرسل إليك رابطًا للتأكيد؛ ولتعديل الاشتراك أو إنهائه اطلب رابطًا من هنا أيضًا.",
        Address = "البريد الإلكتروني",
        Editions = "النشرات",
        AskButton = "أرسلوا إليّ الرابط",
        AskedTitle = "تحقّق من بريدك",
        AskedText = "إذا كان هذا العنوان يستقبل الرسائل فالرابط في طريقه إليك. إن لم يصل خلال دقائق فابحث في مجلد الرسائل غير المرغوب فيها.",
        BadAddress = "أدخل عنوان بريد إلكتروني، مثل name@example.org.",
        NoEdition = "اختر نشرة واحدة على الأقل.",
        TooMany = "طُلبت روابط كثيرة قبل قليل. يرجى المحاولة بعد ساعة.",
        ConfirmSubject = "أكّد اشتراكك في ساحل ووتش",
        ConfirmIntro = "طلب أحدهم، ولعله أنت، إرسال نشرات ساحل ووتش إلى هذا العنوان:",
        ConfirmButton = "تأكيد الاشتراك",
        ConfirmIgnore = "إن لم تكن أنت فتجاهل هذه الرسالة: لن يُرسل إليك شيء آخر، ولا نحتفظ بعنوانك.",
        ConfirmedTitle = "تم اشتراكك",
        ConfirmedText = "تصلك النشرة الأولى في موعدها المعتاد. في كل رسالة رابط لإلغاء الاشتراك.",
        UnsubscribeTitle = "إلغاء الاشتراك",
        UnsubscribeText = "لن تصلك بعد الآن:",
        UnsubscribeButton = "إلغاء الاشتراك",
        UnsubscribedTitle = "أُلغي اشتراكك",
        UnsubscribedText = "لن تُرسل إليك هذه النشرة بعد الآن.",
        ManageSubject = "اشتراكك في ساحل ووتش",
        ManageIntro = "يمكنك هنا اختيار نشرات أخرى، والاطلاع على البيانات التي نحتفظ بها عنك، أو إلغاء اشتراكك.",
        ManageButton = "إدارة اشتراكك",
        ManageIgnore = "إن لم تطلب هذا الرابط فتجاهل هذه الرسالة: تنتهي صلاحيته بعد ساعتين.",
        SaveButton = "حفظ",
        SavedText = "تم الحفظ.",
        DataTitle = "بياناتك",
        ExportButton = "عرض كل ما يُحفظ عني",
        EraseText = "يحذف المحو عنوانك وكل البيانات المرتبطة به. لا تبقى إلا بصمة لا يمكن استنتاج العنوان منها، كي لا تُراسَل مجددًا.",
        EraseButton = "محو بياناتي",
        ErasedTitle = "مُحيت بياناتك",
        ErasedText = "لن تصلك أي رسالة بعد الآن.",
        BadLinkTitle = "لم يعد هذا الرابط يعمل",
        BadLinkText = "انتهت صلاحيته أو أنه غير كامل. اطلب رابطًا جديدًا:",
    };
}
