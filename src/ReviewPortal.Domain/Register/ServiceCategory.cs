namespace ReviewPortal.Domain.Register;

/// <summary>区分 of a service, as in the legend of the 運用中事業者内訳. An axis of its own beside the use types; a service may have several.</summary>
public enum ServiceCategory
{
    /// <summary>電子おくすり手帳等、服薬情報を管理できるアプリ</summary>
    Medication,

    /// <summary>健康記録・管理アプリ</summary>
    HealthRecord,

    /// <summary>歩数記録等、健康ポイントアプリ</summary>
    HealthPoints,

    /// <summary>医療機関と情報連携機能を持つアプリ</summary>
    MedicalLinkage,

    /// <summary>症状検索等、情報提供アプリ</summary>
    SymptomSearch,

    /// <summary>検診情報のペーパーレスサービス</summary>
    PaperlessCheckup,

    /// <summary>母子健康手帳アプリ</summary>
    MotherAndChild,
}

/// <summary>The names of the seven categories in the source document, and short ones for narrow columns.</summary>
public static class ServiceCategories
{
    static readonly (ServiceCategory Category, string Name, string Short)[] Names =
    [
        (ServiceCategory.Medication, "電子おくすり手帳等、服薬情報を管理できるアプリ", "お薬手帳・服薬"),
        (ServiceCategory.HealthRecord, "健康記録・管理アプリ", "健康記録"),
        (ServiceCategory.HealthPoints, "歩数記録等、健康ポイントアプリ", "健康ポイント"),
        (ServiceCategory.MedicalLinkage, "医療機関と情報連携機能を持つアプリ", "医療機関連携"),
        (ServiceCategory.SymptomSearch, "症状検索等、情報提供アプリ", "症状検索・情報提供"),
        (ServiceCategory.PaperlessCheckup, "検診情報のペーパーレスサービス", "検診ペーパーレス"),
        (ServiceCategory.MotherAndChild, "母子健康手帳アプリ", "母子"),
    ];

    extension(ServiceCategory category)
    {
        /// <summary>The name in the legend of the source.</summary>
        public string SourceName() => Names.Single(entry => entry.Category == category).Name;

        /// <summary>A short name in Japanese, for a column.</summary>
        public string ShortName() => Names.Single(entry => entry.Category == category).Short;
    }

    /// <summary>The category with that name in the source's legend; null when there is none.</summary>
    public static ServiceCategory? FromSourceName(string name) =>
        Names.Where(entry => entry.Name == name).Select(entry => (ServiceCategory?)entry.Category).FirstOrDefault();
}
