using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Documents;

/// <summary>A check sheet as it is printed.</summary>
/// <param name="Plan">The plan that answers it; null for a sheet that is not filled in.</param>
/// <param name="Number">受付番号; null where there is none yet.</param>
/// <param name="Evidence">The files that prove answers.</param>
public sealed record CheckSheetPrint(
    SheetTemplate Sheet,
    UsePlan? Plan = null,
    string? ServiceName = null,
    string? Organization = null,
    string? Number = null,
    IReadOnlyList<FiledFile>? Evidence = null
)
{
    public string FileName => Plan is null ? "チェックシート" : $"チェックシート_{Number ?? ServiceName ?? "下書き"}";
}
