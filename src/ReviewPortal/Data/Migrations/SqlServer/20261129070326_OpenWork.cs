using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReviewPortal.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class OpenWork : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Open",
                table: "CaseRows",
                type: "int",
                nullable: false,
                defaultValue: 0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Open",
                table: "CaseRows");
        }
    }
}
