using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ReviewPortal.Data.Seed;
using ReviewPortal.Domain.Documents;
using ReviewPortal.Domain.Register;

namespace ReviewPortal.Documents;

/// <summary>The real printer with the browser of this machine. Where there is none, every test that prints fails and says what to install.</summary>
public sealed class Printing : IAsyncDisposable
{
    readonly ServiceProvider services;

    public Printing()
    {
        ServiceCollection collection = [];
        collection.AddLogging();
        collection.AddSingleton<TimeProvider>(new StoppedClock(new(2026, 3, 5, 5, 3, 0, TimeSpan.Zero)));
        services = collection
            .AddSingleton(_ => NewPrinter())
            .AddSingleton<DocumentRenderer>()
            .AddSingleton<PortalDocuments>()
            .BuildServiceProvider();
    }

    public PdfPrinter Printer => services.GetRequiredService<PdfPrinter>();

    public PortalDocuments Documents => services.GetRequiredService<PortalDocuments>();

    public ValueTask DisposeAsync() => services.DisposeAsync();

    public static PdfPrinter NewPrinter(int atOnce = 2, int seconds = 30, string? browser = null) =>
        new(
            Options.Create(
                new PdfOptions
                {
                    AtOnce = atOnce,
                    TimeLimitSeconds = seconds,
                    Browser = browser,
                }
            ),
            TimeProvider.System,
            NullLogger<PdfPrinter>.Instance
        );

    public static OperatorSnapshot Operators(int year, int month, int day) =>
        OperatorSnapshot.AsOf(ProvidersCsv.ReadShipped(), new(year, month, day));

    /// <summary>A letter with everything that a letter may have.</summary>
    public static Letter Letter(bool isDemo = false) =>
        new()
        {
            Number = "情流第123号",
            Date = new(2026, 3, 5),
            AddresseeLines = ["見本ヘルス株式会社", "代表取締役　髙橋　﨑子　殿"],
            SenderLines = ["デジタル庁 国民向けサービスグループ", "グループ長　見本　太郎"],
            Subject = "マイナポータルAPIの利用申請に係る条件付承諾について（通知）",
            Body =
            [
                "令和8年1月20日付けで申請のあったマイナポータルAPIの利用（受付番号R7-0012）について、審査の結果、下記の条件を付して承諾することとしたので、通知します。",
                "なお、条件が満たされないときは、承諾を取り消すことがあります。",
            ],
            Items =
            [
                new("承諾の内容", new LetterItem("サービス名　見本お薬手帳"), new LetterItem("利用類型　自己利用型")),
                new(
                    "条件",
                    new LetterItem(
                        "利用の開始までに、次の事項を届け出ること。",
                        new LetterItem("利用者の同意を得る画面の最終の表示"),
                        new LetterItem("委託先における安全管理措置の確認の結果")
                    ),
                    new LetterItem(
                        "外部の監査を受けたときは、その結果を、受けた日から起算して30日以内に報告すること。報告の様式は定めないが、監査の対象とした期間及び範囲を明らかにすること。"
                    )
                ),
                new("承諾の期間　令和8年4月1日から令和11年3月31日まで"),
            ],
            ContactLines =
            [
                "担当　デジタル庁 マイナポータルAPI利用審査担当",
                "電話　00-0000-0000（内線0000）",
                "電子メール　shinsa@example.go.jp",
            ],
            VerificationLine = "この文書の要約値（SHA-256）　9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            IsDemo = isDemo,
        };

    /// <summary>Keeps what was printed beside the tests, to be looked at.</summary>
    public static byte[] Keep(string name, byte[] pdf)
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "printed")).FullName;
        File.WriteAllBytes(Path.Combine(folder, name), pdf);
        return pdf;
    }

    sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
