using ReviewPortal.Domain.Applications;
using ReviewPortal.Features.Reviewing;

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
}
