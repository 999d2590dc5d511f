package io.gantry.api.apiextensions.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * How objects get from one version of a custom resource to another.
 *
 * @param strategy None changes nothing but the apiVersion; Webhook calls a webhook.
 * @param webhook How to reach the webhook. Required with strategy Webhook, not allowed otherwise.
 */
@ApiType
public record CustomResourceConversion(
        @Field(value = 1, required = true) String strategy,
        @Field(2) @Nullable WebhookConversion webhook) {}
