using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReviewPortal.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class ListIndex : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_CaseRows_State_DueOn",
                table: "CaseRows");

            migrationBuilder.CreateIndex(
                name: "IX_CaseRows_State_DueOn_Route_UseType",
                table: "CaseRows",
                columns: new[] { "State", "DueOn", "Route", "UseType" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_CaseRows_State_DueOn_Route_UseType",
                table: "CaseRows");

            migrationBuilder.CreateIndex(
                name: "IX_CaseRows_State_DueOn",
                table: "CaseRows",
                columns: new[] { "State", "DueOn" });
        }
    }
}
