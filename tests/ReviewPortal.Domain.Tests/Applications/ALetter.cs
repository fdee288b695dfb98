using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Documents;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Register;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Applications;

public sealed class ALetter
{
    static readonly NoticeSender Office = new("審査", ["審査室長"], ["審査室"]);
    static readonly Organization Company = Organization.Business("会社", CorporateNumber.Parse("8990000000001"), isDemo: false);
    static readonly LetterHead Head = new(Company, null, Office, "審査8第1号", new(2026, 9, 1));

    public static TheoryData<LetterKind> Kinds => [.. Enum.GetValues<LetterKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Of_every_kind_comes_with_a_wording_that_can_be_kept_and_leaves_no_variable_open(LetterKind kind)
    {
        var wording = ShippedLetters.Of(kind);
        LetterTemplate.Of(kind, An.Lead).Write(wording, An.Lead);

        var letter = LetterWriter.Write(kind, wording, LetterWriter.Sample(kind, Head.Day), Head, isDemo: true);

        Assert.DoesNotContain('{', string.Join('\n', letter.Body.Append(letter.Subject).Concat(Texts(letter.Items))));
        Assert.NotEmpty(letter.Items);
    }

    [Fact]
    public void Nests_its_items_leaves_out_an_empty_list_and_a_paragraph_without_words()
    {
        LetterWording wording = new("件名 100%", "本文{理由}\n{理由}", "1 甲\n(1) 乙\nア 丙\n1 条件\n{条件}\n１ 丁 {");
        LetterData data = new(new Dictionary<string, string> { ["理由"] = "" }, new Dictionary<string, IReadOnlyList<LetterItem>>());

        var (subject, body, items) = wording.Fill(LetterKind.AcceptedWithConditions, data);

        Assert.Equal("件名 100%", subject);
        Assert.Equal(["甲", "丁 {"], items.Select(item => item.Text));
        Assert.Equal("丙", items[0].Items[0].Items[0].Text);
        Assert.Empty(body);
    }

    [Fact]
    public void Of_a_later_arrival_counts_the_standard_period_from_the_first_without_the_applicants_days()
    {
        var application = A.At(ApplicationState.InReview); // arrived on Tuesday 1 September 2026
        var reviewer = An.Act(Role.Reviewer, "reviewer", Ministry.Mic, day: 3);
        application.RequestCorrection([new("service.summary", "具体的に")], A.Due, reviewer); // open on the evenings of 4–9 September
        application.AnswerCorrection("service.summary", "直した", An.Act(Role.Representative, day: 9));
        application.Resubmit(A.Plan(), An.Act(Role.Representative, day: 9));

        var data = LetterWriter.Receipt(application, Company, 30);

        // Four of those evenings are of business days.
        var due = BusinessCalendar.Shipped.Add(new(2026, 9, 1), 34).Date;
        Assert.Equal(JapaneseDate.Format(due), data.Values[LetterVariables.StandardUntil]);
        Assert.Equal("第2版・補正後の再提出", data.Values[LetterVariables.Version]);
    }

    [Fact]
    public void Names_the_variable_that_is_not_known_and_the_line_that_is_no_item()
    {
        var template = LetterTemplate.Of(LetterKind.Correction, An.Lead);

        var unknown = Refused(() => template.Write(new("件名", "{期限}{決裁者}", ""), An.Lead));
        Assert.Equal(("template-unknown", "決裁者"), (unknown.Code, (string)unknown.Details[0]));
        var lines = Refused(() => template.Write(new("件名", "本文", "1 甲\nア 乙\nただの行"), An.Lead));
        Assert.Equal(("letter-lines", "2, 3"), (lines.Code, (string)lines.Details[0]));
        Assert.Equal("not-allowed", Refused(() => template.Write(new("件名", "本文", ""), An.Decider)).Code);
    }

    public static TheoryData<LetterKind, string> Musts =>
        new()
        {
            { LetterKind.Receipt, "到達時刻" },
            { LetterKind.Correction, "事項" },
            { LetterKind.Inquiry, "事項" },
            { LetterKind.Extension, "理由" },
            { LetterKind.Accepted, "利用類型" },
            { LetterKind.AcceptedWithConditions, "条件" },
            { LetterKind.Refused, "不承諾の理由" },
            { LetterKind.AmendmentAccepted, "利用類型" },
            { LetterKind.Suspended, "理由" },
            { LetterKind.Revoked, "理由" },
            { LetterKind.EndReceived, "効力の日" },
        };

    [Theory]
    [MemberData(nameof(Musts))]
    public void Of_every_kind_cannot_lose_what_it_must_say(LetterKind kind, string must)
    {
        var shipped = ShippedLetters.Of(kind);
        var shorn = Without(shipped, must);

        LetterTemplate.Of(kind, An.Lead).Write(shipped, An.Lead);
        var refused = Assert.Throws<RuleBroken>(() => LetterTemplate.Of(kind, An.Lead).Write(shorn, An.Lead));

        Assert.Equal(("letter-lacks", $"{{{must}}}"), (refused.Code, (string)refused.Details[0]));
        // In braces that are doubled, or in a sentence, a list is none.
        var written = shorn with
        {
            Body = $"{shorn.Body}{{{{{must}}}}}",
        };
        Assert.Equal("letter-lacks", Assert.Throws<RuleBroken>(() => LetterTemplate.Of(kind, An.Lead).Write(written, An.Lead)).Code);
    }

    [Theory]
    [InlineData("{受付番号 閉じない")]
    [InlineData("受付番号} について")]
    [InlineData("{ 受付番号 }")]
    [InlineData("{{{受付番号}}")]
    public void Takes_no_stray_brace_wherever_it_stands(string line)
    {
        var shipped = ShippedLetters.Of(LetterKind.Correction);
        LetterWording[] all =
        [
            shipped with
            {
                Subject = line,
            },
            shipped with
            {
                Body = $"{shipped.Body}\n{line}",
            },
            shipped with
            {
                Items = $"{shipped.Items}\n1 {line}",
            },
        ];

        Assert.All(
            all,
            wording =>
            {
                var refused = Assert.Throws<RuleBroken>(() => LetterTemplate.Of(LetterKind.Correction, An.Lead).Write(wording, An.Lead));
                Assert.Equal("letter-braces", refused.Code);
                Assert.Contains(line, (string)refused.Details[0], StringComparison.Ordinal);
            }
        );
        LetterTemplate.Of(LetterKind.Correction, An.Lead).Write(shipped with { Subject = "{{名}}の補正" }, An.Lead);
    }

    [Fact]
    public void Takes_no_character_that_nobody_could_read()
    {
        var shipped = ShippedLetters.Of(LetterKind.Correction);
        LetterWording[] all =
        [
            shipped with
            {
                Subject = shipped.Subject + "\v",
            },
            shipped with
            {
                Body = shipped.Body + "\v",
            },
            shipped with
            {
                Items = shipped.Items + "\v",
            },
        ];

        Assert.All(
            all,
            wording =>
            {
                var refused = Assert.Throws<RuleBroken>(() => LetterTemplate.Of(LetterKind.Correction, An.Lead).Write(wording, An.Lead));
                Assert.Equal("text-unusable", refused.Code);
            }
        );
    }

    [Fact]
    public void Takes_no_list_in_a_sentence_where_nothing_fills_it()
    {
        var shipped = ShippedLetters.Of(LetterKind.Correction);

        var refused = Assert.Throws<RuleBroken>(() =>
            LetterTemplate.Of(LetterKind.Correction, An.Lead).Write(shipped with { Body = $"{shipped.Body}{{事項}}" }, An.Lead)
        );

        Assert.Equal(("template-unknown", "事項"), (refused.Code, (string)refused.Details[0]));
    }

    [Fact]
    public void Takes_a_wording_only_when_a_second_person_has_published_it_and_keeps_every_version()
    {
        var template = LetterTemplate.Of(LetterKind.Correction, An.Lead);
        var shipped = ShippedLetters.Of(LetterKind.Correction);
        template.Write(shipped with { Subject = "はじめ" }, An.Lead);

        Assert.Equal(0, template.InForce.Number);
        Assert.Equal("four-eyes", Refused(() => template.Publish(An.Lead)).Code);
        template.Publish(An.Act(Role.Legal));
        template.Write(shipped with { Subject = "次" }, An.Act(Role.Legal));
        template.Publish(An.Lead);

        Assert.Equal((2, "次"), (template.InForce.Number, template.InForce.Wording.Subject));
        Assert.Equal(["はじめ", "次"], template.Published.Select(one => one.Wording.Subject));
        Assert.Equal("letter-no-draft", Refused(() => template.Publish(An.Act(Role.Legal))).Code);
    }

    [Fact]
    public void Teaches_of_an_appeal_only_when_legal_affairs_have_signed_that_there_is_one()
    {
        var application = A.At(ApplicationState.Decided);
        var character = LegalCharacter.Unsettled();
        Assert.Equal("", character.TeachingOf(LetterKind.Refused));
        Assert.Equal("not-allowed", Refused(() => character.Settle(Disposition.Yes, "教示", "根拠", An.Lead)).Code);
        Assert.Equal("teaching-missing", Refused(() => character.Settle(Disposition.Yes, " ", "根拠", An.Act(Role.Legal))).Code);

        character.Settle(Disposition.Yes, "三月以内に審査請求ができる。", "根拠", An.Act(Role.Legal));
        Assert.Equal("三月以内に審査請求ができる。", character.TeachingOf(LetterKind.Refused));
        Assert.Equal("", character.TeachingOf(LetterKind.Correction));
        character.Settle(Disposition.No, "消される", "根拠", An.Act(Role.Legal));
        Assert.Equal("", character.TeachingOf(LetterKind.Refused));

        var data = LetterWriter.Decision(application, Company, "教示の文", new(2026, 9, 1));
        Assert.Contains("教示の文", LetterWriter.Write(LetterKind.Refused, ShippedLetters.Of(LetterKind.Refused), data, Head, false).Body);
    }

    [Fact]
    public void Says_the_same_for_the_same_data_and_stands_until_it_is_taken_back()
    {
        var first = Issued(LetterKind.Correction, A.Letter);
        var second = Issued(LetterKind.Correction, A.Letter);

        Assert.Equal(first.Digest, second.Digest);
        Assert.NotEqual(first.Digest, Issued(LetterKind.Correction, A.Letter with { Body = ["別の文"] }).Digest);
        Assert.Contains($"https://portal.example/verify/{first.Id}", first.Letter.VerificationLine, StringComparison.Ordinal);
        Assert.Contains(first.Digest, first.Letter.VerificationLine, StringComparison.Ordinal);

        Assert.Equal("not-allowed", Refused(() => first.Revoke("誤り", An.Reviewer)).Code);
        Assert.Equal("reason-missing", Refused(() => first.Revoke(" ", An.Lead)).Code);
        Assert.Equal("letter-decision", Refused(() => Issued(LetterKind.Refused, A.Letter).Revoke("誤り", An.Lead)).Code);
        first.Revoke("宛先の誤り", An.Lead);
        Assert.False(first.Stands);
        Assert.Equal("letter-revoked", Refused(() => first.Revoke("再び", An.Lead)).Code);
    }

    // The lines that name the variable go, so that nothing else is wrong with the wording.
    static LetterWording Without(LetterWording wording, string variable) =>
        wording with
        {
            Body = Without(wording.Body, variable),
            Items = Without(wording.Items, variable),
        };

    static string Without(string text, string variable) =>
        string.Join('\n', text.Split('\n').Where(line => !line.Contains($"{{{variable}}}", StringComparison.Ordinal)));

    static IssuedLetter Issued(LetterKind kind, Letter letter) =>
        IssuedLetter.Of(
            Guid.NewGuid(),
            ApplicationId.New(),
            kind,
            0,
            LetterWriter.Sample(kind, Head.Day),
            letter,
            "https://portal.example/",
            An.Morning
        );

    static RuleBroken Refused(Action action) => Assert.Throws<RuleBroken>(action);

    static IEnumerable<string> Texts(IReadOnlyList<LetterItem> items) => items.SelectMany(item => Texts(item.Items).Prepend(item.Text));
}
