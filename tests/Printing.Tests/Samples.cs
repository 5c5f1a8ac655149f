namespace PbDecisionDay.Printing.Tests;

/// <summary>Sheets to draw, also in languages whose words are not offered yet: what a translator would bring.</summary>
internal static class Samples
{
    public const string Site = "https://pb.south.example", Address = "pb.south.example/v/west", LogKey = "u2vV0l0o7k3G0m8r1x5c9b4n6z2q8w0e1t3y5i7p9a4=";

    /// <summary>The tags of the languages below and of those offered.</summary>
    public static readonly string[] Languages = ["en", "gd", "ar", "ur", "zh", "hi", "bn", "pa", "pl", "uk"];

    public static CardSheet Sheet(int cards, params string[] languages) => new(
        [.. languages.Select(Title)], true, LogKey, [.. languages.Select(Words)], PrintedCard.Draw(Site, "west", "pb.south.example/west", cards));

    public static string Title(string language) => language switch
    {
        "en" => "Westhaven decides 2026",
        "gd" => "Tha Westhaven a’ co-dhùnadh",
        "ar" => "ويستهيفن تقرر 2026",
        "ur" => "ویسٹ ہیون کا فیصلہ 2026",
        "zh" => "西港居民的决定",
        "hi" => "वेस्टहेवन का फ़ैसला",
        "bn" => "ওয়েস্টহেভেনের সিদ্ধান্ত",
        "pa" => "ਵੈਸਟਹੇਵਨ ਦਾ ਫ਼ੈਸਲਾ",
        "pl" => "Łódź Zachodnia głosuje: źdźbło, żółć",
        _ => "Вестгейвен вирішує: щастя, їжа, ґанок",
    };

    public static CardWords Words(string language) => language switch
    {
        "hi" => Make(language, "मतदान से पहले न खोलें।", "आपका मतदान कोड", "इसे किसी को न दिखाएँ। यह आपका वोट है।", "अभ्यास: गिना नहीं जाएगा", "लॉग कुंजी",
            "1. स्टॉल देखें। फिर अपने फ़ोन का कैमरा चौकोर कोड पर रखें।", $"2. कैमरा नहीं? {Address} खोलें और कोड लिखें।", "3. चुनें, जाँचें और वोट दबाएँ।"),
        "bn" => Make(language, "ভোট দেওয়ার আগে খুলবেন না।", "আপনার ভোটের কোড", "কাউকে দেখাবেন না। এটি আপনার ভোট।", "মহড়া: গণনা হবে না", "লগ কী",
            "1. স্টলগুলো ঘুরে দেখুন। তারপর ফোনের ক্যামেরা চৌকো কোডে ধরুন।", $"2. ক্যামেরা নেই? {Address} খুলুন ও কোড লিখুন।", "3. বাছুন, দেখুন ও ভোট চাপুন।"),
        "pa" => Make(language, "ਵੋਟ ਪਾਉਣ ਤੋਂ ਪਹਿਲਾਂ ਨਾ ਖੋਲ੍ਹੋ।", "ਤੁਹਾਡਾ ਵੋਟਿੰਗ ਕੋਡ", "ਕਿਸੇ ਨੂੰ ਨਾ ਦਿਖਾਓ। ਇਹ ਤੁਹਾਡੀ ਵੋਟ ਹੈ।", "ਅਭਿਆਸ: ਗਿਣਿਆ ਨਹੀਂ ਜਾਵੇਗਾ", "ਲਾਗ ਕੁੰਜੀ",
            "1. ਸਟਾਲ ਵੇਖੋ। ਫਿਰ ਫ਼ੋਨ ਦਾ ਕੈਮਰਾ ਕੋਡ ਵੱਲ ਕਰੋ।", $"2. ਕੈਮਰਾ ਨਹੀਂ? {Address} ਖੋਲ੍ਹੋ ਅਤੇ ਕੋਡ ਲਿਖੋ।", "3. ਚੁਣੋ, ਜਾਂਚੋ ਅਤੇ ਵੋਟ ਦਬਾਓ।"),
        _ => CardWords.For([language], Address)[0],
    };

    private static CardWords Make(string language, string doNotOpen, string yourCode, string keepSecret, string rehearsal, string logKey, params string[] steps) =>
        new(language, doNotOpen, yourCode, keepSecret, rehearsal, logKey, steps, Address);
}
