using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Documents;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;
using ReviewPortal.Features.Applying;
using ReviewPortal.Features.Letters;
using ReviewPortal.Features.Reviewing;
using ReviewPortal.Features.Statistics;

namespace ReviewPortal.Data;

/// <summary>What belongs to recommending and deciding.</summary>
public sealed partial class Journey
{
    async Task ConditionsAsync()
    {
        ConditionWording wording = new("保存期間", "{サービス名}の保存期間を示す。", "本人が知るため。");
        await DoAsync<ConditionLibrary>("legal", nameof(ConditionLibrary.WriteAsync), l => l.WriteAsync(wording));
        var kept = await AskAsync<ConditionLibrary, IReadOnlyList<ConditionTemplate>>(
            "lead",
            nameof(ConditionLibrary.ListAsync),
            l => l.ListAsync()
        );
        var id = kept.Single(one => one.Wording.Title == wording.Title).Id;
        await DoAsync<ConditionLibrary>(
            "lead",
            nameof(ConditionLibrary.ChangeAsync),
            l => l.ChangeAsync(id, 1, wording with { Reason = "別" })
        );
        await DoAsync<ConditionLibrary>("lead", nameof(ConditionLibrary.RetireAsync), l => l.RetireAsync(id, 2));
        await DoAsync<ConditionLibrary>("lead", nameof(ConditionLibrary.RestoreAsync), l => l.RestoreAsync(id, 3));
    }

    async Task LettersAsync(ApplicationId issued)
    {
        var wording = ShippedLetters.Of(LetterKind.Extension);
        await DoAsync<LetterService>("legal", nameof(LetterService.WriteAsync), s => s.WriteAsync(LetterKind.Extension, 0, wording));
        await DoAsync<LetterService>("lead", nameof(LetterService.PublishAsync), s => s.PublishAsync(LetterKind.Extension, 1));
        await portal.Services.AsAsync<LetterService>("legal", s => s.WriteAsync(LetterKind.Extension, 2, wording));
        await DoAsync<LetterService>("lead", nameof(LetterService.DiscardAsync), s => s.DiscardAsync(LetterKind.Extension, 3));
        await AskAsync<LetterService, object>("lead", nameof(LetterService.TemplatesAsync), async s => await s.TemplatesAsync());
        await AskAsync<LetterService, object>("lead", nameof(LetterService.CharacterAsync), async s => await s.CharacterAsync());
        await AskAsync<LetterService, object>(
            "lead",
            nameof(LetterService.PreviewAsync),
            async s => await s.PreviewAsync(LetterKind.Accepted, ShippedLetters.Of(LetterKind.Accepted), null)
        );
        await DoAsync<LetterService>("legal", nameof(LetterService.SettleAsync), s => s.SettleAsync(0, Disposition.No, "", "根拠"));
        await using var db = await portal.Services.NewDbAsync();
        var letters = await db.LettersOfAsync(issued, CancellationToken.None);
        await AskAsync<LetterService, object?>("rep", nameof(LetterService.VerifyAsync), async s => await s.VerifyAsync(letters[0].Id));
        await AskAsync<LetterPrints, object?>("rep", nameof(LetterPrints.FileAsync), async s => await s.FileAsync(Guid.NewGuid()));
        var receipt = letters.First(letter => letter.Kind == LetterKind.Receipt);
        await DoAsync<LetterStanding>("lead", nameof(LetterStanding.RevokeAsync), s => s.RevokeAsync(receipt.Id, 0, "誤り"));
    }

    async Task FiguresAsync(ApplicationId issued)
    {
        await AskAsync<PrecedentQueries, object>("lead", nameof(PrecedentQueries.FindAsync), async q => await q.FindAsync(issued));
        StatisticsFilter filter = new(new(2020, 1, 1), new(2030, 1, 1), Route.Standard, UseType.SelfUse, Ministry.Mhlw);
        await AskAsync<StatisticsQueries, object>("auditor", nameof(StatisticsQueries.FindAsync), async q => await q.FindAsync(filter));
        await AskAsync<PeriodService, object?>(
            "lead",
            nameof(PeriodService.LikeCasesAsync),
            async s => await s.LikeCasesAsync(UseType.SelfUse, Route.Standard, isDemo: true)
        );
        var id = await portal.DraftAsync();
        await portal.Services.AsAsync<ApplyingService>("rep", s => s.SubmitAsync(id));
        await SeenAsync<PeriodService>(
            "lead",
            nameof(PeriodService.ProposeAsync),
            id,
            (s, seen) => s.ProposeAsync(id, seen, Due.AddDays(90), "協議のため")
        );
        await DoAsync<PeriodService>("lead", nameof(PeriodService.WithdrawAsync), s => s.WithdrawAsync(id, "誤り"));
        await portal.Services.AsAsync<PeriodService>(
            "lead",
            async s => await s.ProposeAsync(id, await portal.VersionAsync(id), Due.AddDays(90), "協議のため")
        );
        await DoAsync<ApplyingService>(
            "rep",
            nameof(ApplyingService.AnswerPeriodExtensionAsync),
            s => s.AnswerPeriodExtensionAsync(id, true, "")
        );
    }
}
