package io.gantry.server.encryption;

import io.gantry.api.codec.DecodeException;
import io.gantry.api.validation.FieldError;
import io.gantry.api.validation.FieldErrors;
import io.gantry.api.validation.FieldPath;
import io.gantry.server.config.ConfigurationFields;
import io.gantry.server.encryption.EncryptionConfiguration.ProviderConfiguration;
import io.gantry.server.encryption.EncryptionConfiguration.ResourceConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the file strictly: an unknown or repeated field might be a key that nobody would miss. */
final class EncryptionConfigurationReader {
    static final String KIND = "EncryptionConfiguration";
    /** Those that hold keys; all may stand alone in an element of {@code providers}. */
    private static final List<String> KEYED = List.of("aesgcm", "aescbc", "secretbox");

    private final ConfigurationFields fields = new ConfigurationFields();
    private final FieldErrors errors = new FieldErrors();
    private final KmsReader kms = new KmsReader(fields, errors);

    private EncryptionConfigurationReader() {}

    /** @throws DecodeException when it is wrong; the message has the fields */
    static EncryptionConfiguration read(byte[] yaml) {
        return new EncryptionConfigurationReader().configuration(yaml);
    }

    private EncryptionConfiguration configuration(byte[] yaml) {
        Map<?, ?> top = fields.top(yaml, List.of("v1"), KIND, Set.of("resources"));
        FieldPath path = FieldPath.of("resources");
        List<?> elements = fields.list(top.get("resources"), path);
        if (elements.isEmpty()) {
            errors.required(path, "at least one resources is required");
        }
        List<ResourceConfiguration> resources = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            resources.add(resources(elements.get(i), path.index(i)));
        }
        fields.finish();
        if (!errors.isEmpty()) {
            throw new DecodeException(FieldError.aggregate(errors.list()));
        }
        return new EncryptionConfiguration(resources);
    }

    private ResourceConfiguration resources(@Nullable Object element, FieldPath path) {
        Map<?, ?> given = fields.object(element, path, Set.of("resources", "providers"));
        FieldPath namesPath = path.child("resources");
        List<String> names = fields.texts(given.get("resources"), namesPath);
        ResourceNames.validate(names, namesPath, errors);
        FieldPath providersPath = path.child("providers");
        List<?> elements = fields.list(given.get("providers"), providersPath);
        if (elements.isEmpty()) {
            errors.required(providersPath, "at least one " + providersPath + " is required");
        }
        List<ProviderConfiguration> providers = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            ProviderConfiguration provider = provider(elements.get(i), providersPath.index(i));
            if (provider != null) {
                providers.add(provider);
            }
        }
        return new ResourceConfiguration(names, providers);
    }

    /** Null when there is no such provider, which is an error then. */
    private @Nullable ProviderConfiguration provider(@Nullable Object element, FieldPath path) {
        Map<?, ?> providers = fields.object(element, path, Set.of("aesgcm", "aescbc", "secretbox", "identity", "kms"));
        List<String> given = providers.entrySet().stream()
                .filter(field -> field.getValue() != null)
                .map(field -> (String) field.getKey())
                .sorted()
                .toList();
        if (given.isEmpty()) {
            errors.invalid(
                    path,
                    Map.of(),
                    "provider does not contain any of the expected providers: KMS, AESGCM, AESCBC, Secretbox, Identity");
            return null;
        }
        if (given.size() > 1) {
            errors.invalid(
                    path,
                    given,
                    "more than one provider specified in a single element, should split into different list elements");
            return null;
        }
        String name = given.getFirst();
        FieldPath at = path.child(name);
        if (KEYED.contains(name)) {
            Map<?, ?> settings = fields.object(providers.get(name), at, Set.of("keys"));
            return new ProviderConfiguration(name, keys(settings.get("keys"), at.child("keys"), name), null);
        }
        if (name.equals("kms")) {
            EncryptionConfiguration.Kms plugin = kms.read(providers.get(name), at);
            return plugin == null ? null : new ProviderConfiguration(name, List.of(), plugin);
        }
        fields.object(providers.get(name), at, Set.of());
        return new ProviderConfiguration(name, List.of(), null);
    }

    private List<EncryptionConfiguration.Key> keys(@Nullable Object value, FieldPath path, String provider) {
        List<?> elements = fields.list(value, path);
        if (elements.isEmpty()) {
            errors.required(path, "at least one keys is required");
        }
        List<EncryptionConfiguration.Key> keys = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            FieldPath at = path.index(i);
            Map<?, ?> given = fields.object(elements.get(i), at, Set.of("name", "secret"));
            EncryptionConfiguration.Key key = new EncryptionConfiguration.Key(
                    fields.text(given.get("name"), at.child("name")),
                    fields.text(given.get("secret"), at.child("secret")));
            KeyText.validate(key, at, provider, errors);
            keys.add(key);
        }
        return keys;
    }
}
