namespace SahelWatch.Readers;

/// <summary>What the subscription pages and mails say, in one language.</summary>
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

    /// <summary>English where the language is none of ours.</summary>
    public static SubscriptionTexts In(string? language) => All.FirstOrDefault(t => t.Language == language) ?? All[0];

    private static SubscriptionTexts English => new()
    {
        Language = "en",
        AskTitle = "SahelWatch by mail",
        AskIntro = "What the press reports on the Sahel, in one mail. We send you a link to confirm; to change or end a subscription, ask for a link here too.",
        Address = "Mail address",
        Editions = "Editions",
        AskButton = "Send me the link",
        AskedTitle = "Look into your mail",
        AskedText = "If mail can reach that address, a link is on its way.",
        BadAddress = "This is not a mail address that we can send to.",
        NoEdition = "Choose at least one edition.",
        TooMany = "Too many links were asked for just now. Please try again in an hour.",
        ConfirmSubject = "Confirm your SahelWatch subscription",
        ConfirmIntro = "This address was entered to receive SahelWatch:",
        ConfirmButton = "Confirm the subscription",
        ConfirmIgnore = "If it was not you, do nothing: without the confirmation nothing is sent, and the address is forgotten after two days.",
        ConfirmedTitle = "You are subscribed",
        ConfirmedText = "The next digest comes at its usual hour. Every mail has a link to end the subscription.",
        UnsubscribeTitle = "End the subscription",
        UnsubscribeText = "You will no longer receive:",
        UnsubscribeButton = "Unsubscribe",
        UnsubscribedTitle = "You are unsubscribed",
        UnsubscribedText = "No further digest of this edition will be sent to you.",
        ManageSubject = "Your SahelWatch subscription",
        ManageIntro = "Here you can choose other editions, see what we keep about you, or end your subscription.",
        ManageButton = "Open your subscription",
        ManageIgnore = "If you did not ask for this link, do nothing: it expires in two hours.",
        SaveButton = "Save",
        SavedText = "Saved.",
        DataTitle = "Your data",
        ExportButton = "Show everything kept about me",
        EraseText = "Erasing deletes your address and everything kept with it. A mark that cannot be read back into an address stays, so that you are not mailed again.",
        EraseButton = "Erase my data",
        ErasedTitle = "Your data is erased",
        ErasedText = "You will receive no further mail.",
        BadLinkTitle = "This link is no longer good",
        BadLinkText = "It has expired, or is not complete. Ask for a new one:",
    };

    private static SubscriptionTexts French => new()
    {
        Language = "fr",
        AskTitle = "SahelWatch par courriel",
        AskIntro = "Ce que la presse rapporte du Sahel, en un seul courriel. Nous vous envoyons un lien de confirmation ; pour modifier ou résilier un abonnement, demandez aussi un lien ici.",
        Address = "Adresse électronique",
        Editions = "Éditions",
        AskButton = "Envoyez-moi le lien",
        AskedTitle = "Consultez votre messagerie",
        AskedText = "Si cette adresse peut recevoir du courrier, un lien est en route.",
        BadAddress = "Ce n’est pas une adresse à laquelle nous pouvons écrire.",
        NoEdition = "Choisissez au moins une édition.",
        TooMany = "Trop de liens viennent d’être demandés. Veuillez réessayer dans une heure.",
        ConfirmSubject = "Confirmez votre abonnement à SahelWatch",
        ConfirmIntro = "Cette adresse a été saisie pour recevoir SahelWatch :",
        ConfirmButton = "Confirmer l’abonnement",
        ConfirmIgnore = "Si ce n’était pas vous, ne faites rien : sans confirmation, rien n’est envoyé et l’adresse est oubliée après deux jours.",
        ConfirmedTitle = "Vous êtes abonné",
        ConfirmedText = "La prochaine édition arrivera à son heure habituelle. Chaque courriel contient un lien pour résilier l’abonnement.",
        UnsubscribeTitle = "Résilier l’abonnement",
        UnsubscribeText = "Vous ne recevrez plus :",
        UnsubscribeButton = "Se désabonner",
        UnsubscribedTitle = "Vous êtes désabonné",
        UnsubscribedText = "Cette édition ne vous sera plus envoyée.",
        ManageSubject = "Votre abonnement à SahelWatch",
        ManageIntro = "Vous pouvez ici choisir d’autres éditions, voir ce que nous conservons à votre sujet ou résilier votre abonnement.",
        ManageButton = "Ouvrir votre abonnement",
        ManageIgnore = "Si vous n’avez pas demandé ce lien, ne faites rien : il expire dans deux heures.",
        SaveButton = "Enregistrer",
        SavedText = "Enregistré.",
        DataTitle = "Vos données",
        ExportButton = "Voir tout ce qui est conservé à mon sujet",
        EraseText = "L’effacement supprime votre adresse et tout ce qui est conservé avec elle. Une marque d’où l’adresse ne peut être retrouvée demeure, pour que rien ne vous soit plus envoyé.",
        EraseButton = "Effacer mes données",
        ErasedTitle = "Vos données sont effacées",
        ErasedText = "Vous ne recevrez plus aucun courriel.",
        BadLinkTitle = "Ce lien n’est plus valable",
        BadLinkText = "Il a expiré ou il est incomplet. Demandez-en un nouveau :",
    };

    private static SubscriptionTexts Arabic => new()
    {
        Language = "ar",
        AskTitle = "ساحل ووتش عبر البريد",
        AskIntro = "ما تنشره الصحافة عن منطقة الساحل في رسالة واحدة. نرسل إليك رابطًا للتأكيد؛ ولتعديل الاشتراك أو إنهائه اطلب رابطًا من هنا أيضًا.",
        Address = "البريد الإلكتروني",
        Editions = "النشرات",
        AskButton = "أرسلوا إليّ الرابط",
        AskedTitle = "راجع بريدك",
        AskedText = "إذا كان العنوان يستقبل الرسائل فالرابط في طريقه إليك.",
        BadAddress = "هذا ليس عنوانًا يمكننا مراسلته.",
        NoEdition = "اختر نشرة واحدة على الأقل.",
        TooMany = "طُلبت روابط كثيرة قبل قليل. يرجى المحاولة بعد ساعة.",
        ConfirmSubject = "أكّد اشتراكك في ساحل ووتش",
        ConfirmIntro = "أُدخل هذا العنوان لتلقي نشرات ساحل ووتش:",
        ConfirmButton = "تأكيد الاشتراك",
        ConfirmIgnore = "إن لم تكن أنت من طلب ذلك فلا تفعل شيئًا: لن يُرسل شيء من دون تأكيد، ويُنسى العنوان بعد يومين.",
        ConfirmedTitle = "تم اشتراكك",
        ConfirmedText = "تصلك النشرة التالية في موعدها المعتاد. في كل رسالة رابط لإنهاء الاشتراك.",
        UnsubscribeTitle = "إنهاء الاشتراك",
        UnsubscribeText = "لن تصلك بعد الآن:",
        UnsubscribeButton = "إلغاء الاشتراك",
        UnsubscribedTitle = "أُلغي اشتراكك",
        UnsubscribedText = "لن تُرسل إليك هذه النشرة بعد الآن.",
        ManageSubject = "اشتراكك في ساحل ووتش",
        ManageIntro = "يمكنك هنا اختيار نشرات أخرى، والاطلاع على ما نحتفظ به عنك، أو إنهاء اشتراكك.",
        ManageButton = "فتح اشتراكك",
        ManageIgnore = "إن لم تطلب هذا الرابط فلا تفعل شيئًا: تنتهي صلاحيته بعد ساعتين.",
        SaveButton = "حفظ",
        SavedText = "تم الحفظ.",
        DataTitle = "بياناتك",
        ExportButton = "عرض كل ما يُحفظ عني",
        EraseText = "يحذف المحو عنوانك وكل ما حُفظ معه. تبقى علامة لا يمكن استرجاع العنوان منها، كي لا تُراسَل مجددًا.",
        EraseButton = "محو بياناتي",
        ErasedTitle = "مُحيت بياناتك",
        ErasedText = "لن تصلك أي رسالة بعد الآن.",
        BadLinkTitle = "لم يعد هذا الرابط صالحًا",
        BadLinkText = "انتهت صلاحيته أو أنه غير كامل. اطلب رابطًا جديدًا:",
    };
}
