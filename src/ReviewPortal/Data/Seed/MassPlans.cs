using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Data.Seed;

/// <summary>A kind of invented plan, with places for words that differ from plan to plan.</summary>
sealed class MassPlan
{
    const string NamePlace = "〈名称〉";
    const string SummaryPlace = "〈要約〉";
    const string UsersPlace = "〈利用者〉";
    const string DescriptionPlace = "〈説明〉";

    // The kinds are the program's, and two databases may be filled at once.
    readonly ConcurrentDictionary<RuleSet, (UseType Type, Route Route, int Flags)> assessed = [];

    MassPlan(JsonNode plan)
    {
        plan["service"]!["name"] = NamePlace;
        plan["service"]!["summary"] = SummaryPlace;
        plan["service"]!["targetUsers"] = UsersPlace;
        plan["functions"]![0]!["description"] = DescriptionPlace;
        Plan = PlanJson.Read(plan).Plan!;
        Text = PlanJson.Write(Plan);
        Texts = [.. CaseRows.SearchedOf(Plan)];
    }

    UsePlan Plan { get; }
    string Text { get; }
    string[] Texts { get; }

    /// <summary>What the rules say of it on a day; they do not look at words.</summary>
    public (UseType Type, Route Route, int Flags) Assess(RuleSet rules, DateOnly day) =>
        assessed.GetOrAdd(
            rules,
            _ =>
            {
                var assessment = Assessor.Assess(Plan, rules, day);
                return (assessment.UseType, assessment.Route, CaseRows.Bits(assessment.Flags.Select(flag => (int)flag)));
            }
        );

    /// <summary>The plan with these words, as it is filed.</summary>
    public string Say(MassWords words) => Said(Text, words);

    /// <summary>What the plan with these words is found by.</summary>
    public IEnumerable<string> TextsOf(MassWords words) =>
        Texts.Select(text => text.Contains('〈', StringComparison.Ordinal) ? Said(text, words) : text);

    static string Said(string text, MassWords words) =>
        text.Replace(NamePlace, words.Name, StringComparison.Ordinal)
            .Replace(SummaryPlace, words.Summary, StringComparison.Ordinal)
            .Replace(UsersPlace, words.Users, StringComparison.Ordinal)
            .Replace(DescriptionPlace, words.Description, StringComparison.Ordinal);

    /// <summary>The demonstration's plans, and changes of them that take the other routes.</summary>
    public static MassPlan[] All { get; } =
    [
        Of("vaccination"),
        Of("vaccination", plan => plan["compliance"]!["proxies"] = true),
        Of("joining"),
        Of("nocert"),
        Of("forecast"),
        Of("supplement"),
        Of("diary"),
        Of("joining", plan => Recipient(plan)["use"] = new JsonArray("Procedure", "Marketing")),
        Of("joining", Disadvantage),
        Of("forecast", plan => Offer(plan)),
    ];

    // A specific item beside the result, and no way to buy it: two of the three signs of urging.
    static void Offer(JsonNode plan)
    {
        var purchase = plan["functions"]![0]!["purchase"]!;
        purchase["specificItem"] = true;
        purchase["keyedToHealthData"] = true;
        purchase["placement"] = "BesideResult";
        purchase["paths"] = new JsonArray();
    }

    // Decided otherwise than with the paper.
    static void Disadvantage(JsonNode plan)
    {
        plan["functions"]![0]!["consequences"] = new JsonArray("Underwriting");
        plan["functions"]![0]!["procedure"]!["decisionSameAsWithPaper"] = false;
    }

    static JsonNode Recipient(JsonNode plan) =>
        plan["functions"]![0]!["recipients"]!.AsArray().First(one => (string?)one!["kind"] != "User")!;

    static MassPlan Of(string name, Action<JsonNode>? change = null)
    {
        using var reader = new StreamReader(typeof(MassPlan).Assembly.GetManifestResourceStream($"Demo/{name}.json")!);
        var plan = JsonNode.Parse(reader.ReadToEnd())!;
        change?.Invoke(plan);
        return new(plan);
    }
}

/// <summary>What an invented applicant writes; no word needs an escape in JSON.</summary>
sealed record MassWords(string Name, string Summary, string Users, string Description)
{
    static readonly string[] Things =
    [
        "健診結果",
        "特定健診",
        "接種歴",
        "服薬歴",
        "お薬手帳",
        "血圧",
        "体重",
        "歩数",
        "睡眠",
        "検査値",
        "母子手帳",
        "がん検診",
        "歯科検診",
        "医療費",
        "診療情報",
        "アレルギー",
    ];
    static readonly string[] Kinds =
    [
        "ノート",
        "手帳",
        "ダイアリー",
        "ナビ",
        "みまもり",
        "ライフ",
        "コンパス",
        "ひろば",
        "ケア",
        "アルバム",
        "ガイド",
        "レター",
    ];
    static readonly string[] Acts =
    [
        "年代順に並べて表示し",
        "前の年と比べて折れ線で示し",
        "印刷できる様式にまとめ",
        "家族の代理人と確かめ",
        "受診のときに本人が画面で見せ",
        "一覧から選んで書き出し",
        "月ごとに振り返り",
        "紙の控えと照らし合わせ",
    ];
    static readonly string[] Ends =
    [
        "本人が自分の健康管理に役立てます。",
        "次の受診の予定を忘れないようにします。",
        "生活習慣の見直しのきっかけにします。",
        "手続のたびに紙を探す手間をなくします。",
        "転居や転職のあとも記録が途切れないようにします。",
        "職場や学校に出す書類を自分で用意できるようにします。",
    ];
    static readonly string[] People =
    [
        "働く世代",
        "子育て中の保護者",
        "高齢の家族を支える人",
        "持病のある人",
        "特定保健指導を受けた人",
        "市内に住む人",
        "はじめて健診を受けた人",
        "海外赴任から戻った人",
    ];
    static readonly string[] Places = ["北", "東", "南", "西", "中央", "みなと", "山手", "川辺", "丘", "森", "港町", "駅前"];

    public static MassWords Of(int number, Random random)
    {
        var (first, second) = (Any(Things, random), Any(Things, random));
        return new(
            $"デモ{Any(Places, random)}{first}{Any(Kinds, random)}{number}",
            $"{first}と{second}を、{Any(Acts, random)}、{Any(Ends, random)}整理番号{random.Next(100_000)}の架空の企画です。",
            $"{Any(People, random)}と{Any(People, random)}",
            $"{second}を{Any(Acts, random)}、{Any(Ends, random)}"
        );
    }

    /// <summary>The summary as it was put right.</summary>
    public MassWords Corrected(Random random) => this with { Summary = $"{Summary}補正で{Any(Things, random)}の扱いを書き足しました。" };

    static string Any(string[] words, Random random) => words[random.Next(words.Length)];
}
