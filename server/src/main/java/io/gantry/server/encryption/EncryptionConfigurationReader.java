package io.gantry.server.encryption;

import io.gantry.api.codec.DecodeException;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.StrictErrors;
import io.gantry.api.codec.Yaml;
import io.gantry.api.validation.FieldError;
import io.gantry.api.validation.FieldErrors;
import io.gantry.api.validation.FieldPath;
import io.gantry.server.encryption.EncryptionConfiguration.ProviderConfiguration;
import io.gantry.server.encryption.EncryptionConfiguration.ResourceConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the file strictly: an unknown or repeated field is an error, because it might be a key that nobody would miss. */
final class EncryptionConfigurationReader {
    static final String API_VERSION = "apiserver.config.k8s.io/v1";
    static final String KIND = "EncryptionConfiguration";
    /** Those that hold keys; all may stand alone in an element of {@code providers}. */
    private static final List<String> KEYED = List.of("aesgcm", "aescbc", "secretbox");

    private final StrictErrors strict = new StrictErrors();
    private final FieldErrors errors = new FieldErrors();

    private EncryptionConfigurationReader() {}

    /** @throws DecodeException when it is wrong; the message has the fields */
    static EncryptionConfiguration read(byte[] yaml) {
        return new EncryptionConfigurationReader().configuration(yaml);
    }

    private EncryptionConfiguration configuration(byte[] yaml) {
        Map<?, ?> top = map(Yaml.parse(yaml, DecodeOptions.collecting(strict)), "the file");
        String apiVersion = text(top.get("apiVersion"), "apiVersion");
        String kind = text(top.get("kind"), "kind");
        if (!apiVersion.equals(API_VERSION) || !kind.equals(KIND)) {
            throw new DecodeException("it must be of apiVersion " + API_VERSION + " and kind " + KIND
                    + ", is of apiVersion " + FieldError.quote(apiVersion) + " and kind " + FieldError.quote(kind));
        }
        known(top, "", Set.of("apiVersion", "kind", "resources"));
        FieldPath path = FieldPath.of("resources");
        List<?> elements = list(top.get("resources"), path.toString());
        if (elements.isEmpty()) {
            errors.required(path, "at least one resources is required");
        }
        List<ResourceConfiguration> resources = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            resources.add(resources(elements.get(i), path.index(i)));
        }
        if (!strict.isEmpty()) {
            throw new DecodeException(strict.message());
        }
        if (!errors.isEmpty()) {
            throw new DecodeException(FieldError.aggregate(errors.list()));
        }
        return new EncryptionConfiguration(resources);
    }

    private ResourceConfiguration resources(@Nullable Object element, FieldPath path) {
        Map<?, ?> fields = map(element, path.toString());
        known(fields, path + ".", Set.of("resources", "providers"));
        FieldPath namesPath = path.child("resources");
        List<String> names = new ArrayList<>();
        for (Object name : list(fields.get("resources"), namesPath.toString())) {
            names.add(text(name, namesPath.index(names.size()).toString()));
        }
        ResourceNames.validate(names, namesPath, errors);
        FieldPath providersPath = path.child("providers");
        List<?> elements = list(fields.get("providers"), providersPath.toString());
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
        Map<?, ?> fields = map(element, path.toString());
        known(fields, path + ".", Set.of("aesgcm", "aescbc", "secretbox", "identity", "kms"));
        List<String> given = fields.entrySet().stream()
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
            Map<?, ?> settings = map(fields.get(name), at.toString());
            known(settings, at + ".", Set.of("keys"));
            return new ProviderConfiguration(name, keys(settings.get("keys"), at.child("keys"), name));
        }
        if (name.equals("kms")) {
            errors.forbidden(at, "KMS providers are not supported: use aesgcm, secretbox or aescbc");
            return null;
        }
        known(map(fields.get(name), at.toString()), at + ".", Set.of());
        return new ProviderConfiguration(name, List.of());
    }

    private List<EncryptionConfiguration.Key> keys(@Nullable Object value, FieldPath path, String provider) {
        List<?> elements = list(value, path.toString());
        if (elements.isEmpty()) {
            errors.required(path, "at least one keys is required");
        }
        List<EncryptionConfiguration.Key> keys = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            FieldPath at = path.index(i);
            Map<?, ?> fields = map(elements.get(i), at.toString());
            known(fields, at + ".", Set.of("name", "secret"));
            EncryptionConfiguration.Key key = new EncryptionConfiguration.Key(
                    text(fields.get("name"), at.child("name").toString()),
                    text(fields.get("secret"), at.child("secret").toString()));
            KeyText.validate(key, at, provider, errors);
            keys.add(key);
        }
        return keys;
    }

    private void known(Map<?, ?> fields, String path, Set<String> names) {
        for (Object name : fields.keySet()) {
            if (!names.contains(name)) {
                strict.unknownField(path + name);
            }
        }
    }

    private static Map<?, ?> map(@Nullable Object value, String path) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new DecodeException(path + " must be an object");
    }

    private static List<?> list(@Nullable Object value, String path) {
        return switch (value) {
            case null -> List.of();
            case List<?> list -> list;
            default -> throw new DecodeException(path + " must be a list");
        };
    }

    private static String text(@Nullable Object value, String path) {
        return switch (value) {
            case null -> "";
            case String text -> text;
            default -> throw new DecodeException(path + " must be a string: put it in quotes");
        };
    }
}
