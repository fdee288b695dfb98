using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Data.Seed;

/// <summary>A few conditions to begin with; their wording is the demonstration's own (要確認).</summary>
static class DemoConditions
{
    public static IEnumerable<ConditionTemplate> All(Act act) =>
        [
            ConditionTemplate.Write(
                new(
                    "事業主への提供（要確認）",
                    "{サービス名}の結果を受け取る産業保健の担当者を、人事の担当者から分け、結果を人事上の判断に用いないこと。",
                    "健康情報が、本人に不利益な人事上の判断に使われることを防ぐため。",
                    "産業保健と人事の分離を示す社内規程の写し",
                    new(3, DueUnit.Months),
                    "CO-07"
                ),
                act
            ),
            ConditionTemplate.Write(
                new(
                    "同意画面の表示（要確認）",
                    "{サービス名}の同意画面に、提供先、利用目的及び保存期間を、規約とは別に表示すること。",
                    "本人が内容を理解したうえで同意できるようにするため。",
                    "同意画面の写し",
                    new(20, DueUnit.BusinessDays),
                    "CO-08"
                ),
                act
            ),
            ConditionTemplate.Write(
                new(
                    "第三者認証の更新（要確認）",
                    "第三者認証の有効期間が満了する前に更新し、更新後の登録証の写しを提出すること。",
                    "利用の期間を通じて安全管理の水準を保つため。",
                    "更新後の登録証の写し"
                ),
                act
            ),
        ];
}
