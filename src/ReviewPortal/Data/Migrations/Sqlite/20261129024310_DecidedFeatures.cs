using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReviewPortal.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class DecidedFeatures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "WholeFeatures",
                table: "DecidedPlans",
                type: "TEXT",
                unicode: false,
                fixedLength: true,
                maxLength: 32,
                nullable: false,
                defaultValue: "");

            // What was kept to the lead is not told apart any more in rows from before.
            migrationBuilder.Sql("UPDATE DecidedPlans SET WholeFeatures = Features");

            migrationBuilder.CreateIndex(
                name: "IX_DecidedPlans_WholeFeatures_IssuedOn",
                table: "DecidedPlans",
                columns: new[] { "WholeFeatures", "IssuedOn" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_DecidedPlans_WholeFeatures_IssuedOn",
                table: "DecidedPlans");

            migrationBuilder.DropColumn(
                name: "WholeFeatures",
                table: "DecidedPlans");
        }
    }
}
