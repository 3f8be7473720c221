from django.db import migrations, models


class Migration(migrations.Migration):
    """The audit trail knows of requesters who were exported or erased."""

    dependencies = [
        ("accounts", "0006_audit_of_tags"),
    ]

    operations = [
        migrations.AlterField(
            model_name="auditevent",
            name="action",
            field=models.CharField(
                choices=[
                    ("signed_in", "Signed in"),
                    ("sign_in_failed", "Failed to sign in"),
                    ("sign_in_locked", "Locked out unknown devices"),
                    ("signed_out", "Signed out"),
                    ("proof_failed", "Failed to confirm who they are"),
                    ("session_ended", "Ended a session"),
                    ("password_changed", "Changed a password"),
                    ("password_reset_requested", "Asked for a new password"),
                    ("password_reset", "Chose a new password by a link"),
                    ("second_factor_added", "Added a second factor"),
                    ("second_factor_removed", "Removed a second factor"),
                    ("recovery_codes_made", "Made recovery codes"),
                    ("recovery_code_used", "Used a recovery code"),
                    ("provider_connected", "Connected an identity provider"),
                    ("token_created", "Made an API token"),
                    ("token_revoked", "Revoked an API token"),
                    ("agent_invited", "Invited an agent"),
                    ("agent_changed", "Changed an agent's rights"),
                    ("agent_deleted", "Deleted an agent"),
                    ("settings_changed", "Started with other settings"),
                    ("tickets_exported", "Exported tickets"),
                    ("tickets_imported", "Imported tickets"),
                    ("tickets_deleted", "Deleted tickets"),
                    ("tag_changed", "Changed a tag"),
                    ("tag_deleted", "Deleted a tag"),
                    ("tags_merged", "Merged tags"),
                    ("requester_exported", "Exported a requester"),
                    ("requester_erased", "Erased a requester"),
                    ("mail_failed", "Could not send a mail"),
                ],
                max_length=30,
            ),
        ),
    ]
