namespace PbDecisionDay.Printing.Tests;

/// <summary>Sheets to draw, also in languages whose words are not offered yet: what a translator would bring.</summary>
internal static class Samples
{
    public const string Site = "https://pb.south.example", Address = "pb.south.example/v/west", LogKey = "u2vV0l0o7k3G0m8r1x5c9b4n6z2q8w0e1t3y5i7p9a4=";

    /// <summary>A test card, as the console prints it.</summary>
    public static readonly TestCard Test = new("https://pb.south.example/console/test-card/west/7K3M41CFXQ0Z2", "7K3M-41CF-XQ0Z2");

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
        "hi" => Make(language, "मतदान से पहले न खोलें।", "आपका मतदान कोड", "किसी को न दिखाएँ।", "अभ्यास: गिना नहीं जाएगा", "लॉग कुंजी", "यह पट्टी रखें।",
            "1. फ़ोन से चौकोर कोड स्कैन करें।", "2. फ़ोन नहीं? मदद माँगें।", "3. या इस पते पर कोड लिखें:"),
        "bn" => Make(language, "ভোট দেওয়ার আগে খুলবেন না।", "আপনার ভোটের কোড", "কাউকে দেখাবেন না।", "মহড়া: গণনা হবে না", "লগ কী", "এই ফালি রাখুন।",
            "1. ফোন দিয়ে চৌকো কোড স্ক্যান করুন।", "2. ফোন নেই? সাহায্য চান।", "3. বা এই ঠিকানায় কোড লিখুন:"),
        "pa" => Make(language, "ਵੋਟ ਪਾਉਣ ਤੋਂ ਪਹਿਲਾਂ ਨਾ ਖੋਲ੍ਹੋ।", "ਤੁਹਾਡਾ ਵੋਟਿੰਗ ਕੋਡ", "ਕਿਸੇ ਨੂੰ ਨਾ ਦਿਖਾਓ।", "ਅਭਿਆਸ: ਗਿਣਿਆ ਨਹੀਂ ਜਾਵੇਗਾ", "ਲਾਗ ਕੁੰਜੀ", "ਇਹ ਪੱਟੀ ਰੱਖੋ।",
            "1. ਫ਼ੋਨ ਨਾਲ ਚੌਕੋਰ ਕੋਡ ਸਕੈਨ ਕਰੋ।", "2. ਫ਼ੋਨ ਨਹੀਂ? ਮਦਦ ਮੰਗੋ।", "3. ਜਾਂ ਇਸ ਪਤੇ 'ਤੇ ਕੋਡ ਲਿਖੋ:"),
        _ => CardWords.For([language], Address)[0],
    };

    private static CardWords Make(string language, string doNotOpen, string yourCode, string keepSecret, string rehearsal, string logKey, string keepStrip, params string[] steps) =>
        new(language, doNotOpen, yourCode, keepSecret, rehearsal, logKey, keepStrip, steps, rehearsal, steps, Address);
}
