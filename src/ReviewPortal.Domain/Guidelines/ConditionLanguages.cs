namespace ReviewPortal.Domain.Guidelines;

sealed class JapaneseCondition(IReadOnlyList<NamedCondition> named, ConditionLabels labels) : PrintedCondition(named, labels)
{
    protected override string Always => "常に成り立つ";
    protected override string Never => "決して成り立たない";
    protected override string And => "、かつ、";
    protected override string Or => "、又は、";
    protected override string Comma => "・";
    protected override string Yes => "はい";
    protected override string No => "いいえ";
    protected override string DayOfAssessment => "判定日";
    protected override string WholePlan => "企画全体";

    protected override string Title(LocalText title) => title.Ja;

    protected override string Quoted(string label) => $"『{label}』";

    protected override string Bracketed(string text) => $"（{text}）";

    protected override string AllOfOne(string text) => $"次をすべて満たす（{text}）";

    protected override string AnyOfOne(string text) => $"次のいずれかを満たす（{text}）";

    protected override string Negated(string text) => $"（{text}）ではない";

    protected override string Given(string place) => $"{place}に回答がある（未回答の間は判定できない）";

    protected override string Present(string place) => $"{place}が記入されている";

    protected override string Is(string place, string values) => $"{place}が{values}{(IsOne(values) ? "" : "のいずれか")}である";

    protected override string Has(string place, string values) => $"{place}に{values}{(IsOne(values) ? "" : "のいずれか")}を含む";

    protected override string HasOnly(string place, string values) => $"{place}が{values}のみである";

    protected override string Compared(string place, Comparison how, string than) =>
        $"{place}が{than}{(how == Comparison.AtLeast ? "以上（以後）" : "以下（以前）")}である";

    protected override string Moved(string day, int days) =>
        days switch
        {
            0 => day,
            > 0 => $"{day}の{days}日後",
            _ => $"{day}の{-days}日前",
        };

    protected override string Quantified(Quantifier how, string list, string that) =>
        $"{list}の{(how == Quantifier.Some ? "いずれか" : "すべて")}について（{that}）";

    protected override string Exactly(int count, string list, string that) => $"{list}のちょうど{count}件について（{that}）";

    protected override string Titled(string title, IReadOnlyList<string> about) =>
        about.Count == 0 ? $"【{title}】に当たる" : $"{string.Join("・", about)}が【{title}】に当たる";

    protected override string Sheet(string item, string answers) =>
        $"チェックシートの{item}の回答が{answers}{(IsOne(answers) ? "" : "のいずれか")}である";

    protected override string LookUp(string name) => $"照会{Quoted(name)}の結果が{Quoted(Yes)}である（照会できない間は判定しない）";

    protected override string Fact(FactKind kind, string of, string values) =>
        kind switch
        {
            FactKind.Scope => $"指針の対象の判定が{values}である",
            FactKind.Type => $"{of}の利用類型が{values}である",
            FactKind.DecidedBy => $"{of}の判定が規則{values}による",
            FactKind.NotMet => $"{of}が規則{values}を満たさない",
            FactKind.NeedsPerson => $"{of}の規則{values}に人の判断が要る",
            FactKind.Blocked => $"{values}の規則のうち必須のものを満たさない",
            FactKind.CanBeBroughtInside => $"{of}が二つ以内の変更で類型に入る",
            _ => throw new InvalidOperationException($"No such fact: {kind}."),
        };

    protected override string Chained(IEnumerable<string> parts) => string.Join("の", parts);

    protected override string Surrounding(string list) => $"この{list}";

    protected override string Nearest(string list) => $"その{list}";

    protected override string Outer(string list, int further) => further == 1 ? $"先の{list}" : $"{further}つ先の{list}";

    static bool IsOne(string values) => !values.Contains("』・『", StringComparison.Ordinal);
}

sealed class EnglishCondition(IReadOnlyList<NamedCondition> named, ConditionLabels labels) : PrintedCondition(named, labels)
{
    protected override string Always => "always";
    protected override string Never => "never";
    protected override string And => " and ";
    protected override string Or => " or ";
    protected override string Comma => ", ";
    protected override string Yes => "yes";
    protected override string No => "no";
    protected override string DayOfAssessment => "the day of assessment";
    protected override string WholePlan => "the plan";

    protected override string Title(LocalText title) => title.En;

    protected override string Quoted(string label) => $"“{label}”";

    protected override string Bracketed(string text) => $"({text})";

    protected override string AllOfOne(string text) => $"all of ({text})";

    protected override string AnyOfOne(string text) => $"any of ({text})";

    protected override string Negated(string text) => $"not ({text})";

    protected override string Given(string place) => $"{place} is answered (cannot be told while it is not)";

    protected override string Present(string place) => $"{place} is filled in";

    protected override string Is(string place, string values) => $"{place} is {OneOf(values)}";

    protected override string Has(string place, string values) => $"{place} includes {OneOf(values)}";

    protected override string HasOnly(string place, string values) => $"{place} has nothing but {values}";

    protected override string Compared(string place, Comparison how, string than) =>
        $"{place} is {(how == Comparison.AtLeast ? "at least" : "at most")} {than}";

    protected override string Moved(string day, int days) =>
        days switch
        {
            0 => day,
            > 0 => $"{days} days after {day}",
            _ => $"{-days} days before {day}",
        };

    protected override string Quantified(Quantifier how, string list, string that) =>
        $"for {(how == Quantifier.Some ? "any" : "every one")} of {list} ({that})";

    protected override string Exactly(int count, string list, string that) => $"for exactly {count} of {list} ({that})";

    protected override string Titled(string title, IReadOnlyList<string> about) =>
        about.Count == 0 ? $"[{title}] holds" : $"[{title}] holds for {string.Join(" and ", about)}";

    protected override string Sheet(string item, string answers) => $"the check sheet's answer to {item} is {OneOf(answers)}";

    protected override string LookUp(string name) => $"the look-up {Quoted(name)} says {Quoted(Yes)} (not judged while it fails)";

    protected override string Fact(FactKind kind, string of, string values) =>
        kind switch
        {
            FactKind.Scope => $"the guideline scope is {OneOf(values)}",
            FactKind.Type => $"the use type of {of} is {OneOf(values)}",
            FactKind.DecidedBy => $"{of} is decided by rule {values}",
            FactKind.NotMet => $"{of} does not meet rule {OneOf(values)}",
            FactKind.NeedsPerson => $"rule {values} needs a person for {of}",
            FactKind.Blocked => $"a must among the rules of {values} is not met",
            FactKind.CanBeBroughtInside => $"at most two changes bring {of} inside the types",
            _ => throw new InvalidOperationException($"No such fact: {kind}."),
        };

    protected override string Chained(IEnumerable<string> parts) => string.Join(" › ", parts);

    // “This functions” is no English.
    protected override string EntryOf(ConditionLabels labels, string pattern) =>
        labels.One?.Invoke(pattern) ?? base.EntryOf(labels, pattern);

    protected override string Surrounding(string list) => $"this {list}";

    protected override string Nearest(string list) => $"that {list}";

    protected override string Outer(string list, int further) =>
        further == 1 ? $"the outer {list}" : $"the outer {list} {further} lists up";

    static string OneOf(string values) => values.Contains("”, “", StringComparison.Ordinal) ? $"one of {values}" : values;
}
