using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReviewPortal.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class OpenCases : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_CaseRows_EndedAt_DueOn",
                table: "CaseRows",
                columns: new[] { "EndedAt", "DueOn" });

            migrationBuilder.CreateIndex(
                name: "IX_Applications_EndedAt_ChangedAt",
                table: "Applications",
                columns: new[] { "EndedAt", "ChangedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_CaseRows_EndedAt_DueOn",
                table: "CaseRows");

            migrationBuilder.DropIndex(
                name: "IX_Applications_EndedAt_ChangedAt",
                table: "Applications");
        }
    }
}
