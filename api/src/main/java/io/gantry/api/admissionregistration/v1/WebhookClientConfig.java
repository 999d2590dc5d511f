package io.gantry.api.admissionregistration.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Where a webhook is, by Service or by URL.
 *
 * @param service Service of the webhook, for one that runs in the cluster. Excludes url.
 * @param caBundle PEM certificates of the authorities that may vouch for the webhook. Without it, those that the
 *     server's system trusts.
 * @param url Address of the webhook, beginning with https. Without user name, query and fragment. Excludes service.
 */
@CrossChecked("WebhookRules")
@ApiType
public record WebhookClientConfig(
        @Field(1) @Nullable ServiceReference service,
        @Field(2) @Nullable Bytes caBundle,
        @Field(value = 3, pointer = true) @Nullable String url) {}
