package io.gantry.server.auth;

import io.gantry.api.codec.DecodeException;
import io.gantry.api.names.Names;
import io.gantry.api.validation.FieldError;
import io.gantry.api.validation.FieldErrors;
import io.gantry.api.validation.FieldPath;
import io.gantry.server.auth.AuthorizationOptions.Asked;
import io.gantry.server.auth.webhook.AccessWebhook;
import io.gantry.server.auth.webhook.RemoteReview;
import io.gantry.server.config.ConfigurationFields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads an {@code AuthorizationConfiguration} and says what is wrong with it, in Kubernetes' words and at its paths. */
final class AuthorizationConfigurationReader {
    private static final List<String> VERSIONS = List.of("v1", "v1beta1", "v1alpha1");
    private static final List<String> TYPES = Stream.of(AuthorizationMode.values())
            .map(AuthorizationMode::toString)
            .sorted()
            .toList();

    private final ConfigurationFields fields = new ConfigurationFields();
    private final FieldErrors errors = new FieldErrors();
    private final WebhookConfigurationReader webhooks = new WebhookConfigurationReader(fields, errors);

    /** What the file says before a server is connected to. */
    private record Read(
            AuthorizationMode mode, String name, @Nullable WebhookConfiguration webhook) {}

    private AuthorizationConfigurationReader() {}

    /**
     * Whom it names, in its order.
     *
     * @throws DecodeException when it is wrong; the message has the fields
     * @throws IOException when a kubeconfig that it names cannot be used
     */
    static List<Asked> read(byte[] yaml, RemoteReview.Connector connector) throws IOException {
        List<Read> all = new AuthorizationConfigurationReader().authorizers(yaml);
        List<Asked> asked = new ArrayList<>();
        try {
            for (Read read : all) {
                WebhookConfiguration webhook = read.webhook();
                AccessWebhook connected = webhook == null ? null : webhook.connect(read.name(), connector);
                asked.add(new Asked(read.mode(), connected));
            }
            return asked;
        } catch (IOException e) {
            asked.forEach(Asked::close);
            throw e;
        }
    }

    private List<Read> authorizers(byte[] yaml) {
        Map<?, ?> top = fields.top(yaml, VERSIONS, "AuthorizationConfiguration", Set.of("authorizers"));
        FieldPath path = FieldPath.of("authorizers");
        List<?> elements = fields.list(top.get("authorizers"), path);
        if (elements.isEmpty()) {
            errors.required(path, "at least one authorization mode must be defined");
        }
        List<Read> all = new ArrayList<>();
        Set<String> types = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < elements.size(); i++) {
            Read read = authorizer(elements.get(i), path.index(i), types, names);
            if (read != null) {
                all.add(read);
            }
        }
        fields.finish();
        if (!errors.isEmpty()) {
            throw new DecodeException(FieldError.aggregate(errors.list()));
        }
        checkNames(all);
        return all;
    }

    /** Null for what is an error then. */
    private @Nullable Read authorizer(@Nullable Object element, FieldPath path, Set<String> types, Set<String> names) {
        Map<?, ?> given = fields.object(element, path, Set.of("type", "name", "webhook"));
        String type = fields.text(given.get("type"), path.child("type"));
        String name = fields.text(given.get("name"), path.child("name"));
        AuthorizationMode mode = AuthorizationMode.of(type).orElse(null);
        if (type.isEmpty()) {
            errors.required(path.child("type"), "");
            return null;
        }
        if (mode == null) {
            errors.notSupported(path.child("type"), type, TYPES);
            return null;
        }
        if (!types.add(type) && mode != AuthorizationMode.WEBHOOK) {
            errors.duplicate(path.child("type"), type);
            return null;
        }
        List<String> wrong = Names.dns1123Subdomain(name);
        if (name.isEmpty()) {
            errors.required(path.child("name"), "");
        } else if (!names.add(name)) {
            errors.duplicate(path.child("name"), name);
        } else if (!wrong.isEmpty()) {
            errors.invalid(path.child("name"), name, "authorizer name is invalid: " + String.join(", ", wrong));
        }
        Object webhook = given.get("webhook");
        if (mode != AuthorizationMode.WEBHOOK) {
            if (webhook != null) {
                errors.invalid(path.child("webhook"), "non-null", "may only be specified when type=Webhook");
            }
            return new Read(mode, name, null);
        }
        if (webhook == null) {
            errors.required(path.child("webhook"), "required when type=Webhook");
            return null;
        }
        return new Read(mode, name, webhooks.read(webhook, path));
    }

    /** Only webhooks may be called as one likes. */
    private static void checkNames(List<Read> all) {
        List<String> wrong = new ArrayList<>();
        for (Read read : all) {
            String type = read.mode().toString();
            String expected = type.toLowerCase(Locale.ROOT);
            if (read.mode() != AuthorizationMode.WEBHOOK && !read.name().equals(expected)) {
                wrong.add("expected name " + expected + " for authorizer " + type + " instead of " + read.name());
            }
        }
        if (!wrong.isEmpty()) {
            throw new DecodeException(wrong.size() == 1 ? wrong.getFirst() : "[" + String.join(", ", wrong) + "]");
        }
    }
}
