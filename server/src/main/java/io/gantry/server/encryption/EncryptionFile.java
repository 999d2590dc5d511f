package io.gantry.server.encryption;

import io.gantry.api.codec.DecodeException;
import io.gantry.server.encryption.EncryptionConfiguration.ProviderConfiguration;
import io.gantry.server.registry.StorageKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The rules of a configuration file. What it does not name is stored as it is. */
final class EncryptionFile implements Rules {
    private record Rule(List<String> names, Schemes schemes) {}

    private final List<Rule> rules;
    private final Schemes others;
    /** By the prefix of a resource; a cluster has as many as it has kinds. */
    private final Map<String, Schemes> known = new ConcurrentHashMap<>();

    private EncryptionFile(List<Rule> rules, Schemes others) {
        this.rules = List.copyOf(rules);
        this.others = others;
    }

    /** @throws IOException when the file cannot be read or is wrong; the message says what is */
    static Rules read(Path file, SecureRandom random) throws IOException {
        EncryptionConfiguration configuration;
        try {
            configuration = EncryptionConfigurationReader.read(Files.readAllBytes(file));
        } catch (DecodeException e) {
            throw new IOException(e.getMessage(), e);
        }
        String source = file.toString();
        List<Rule> rules = new ArrayList<>();
        for (EncryptionConfiguration.ResourceConfiguration resources : configuration.resources()) {
            List<Scheme> schemes = new ArrayList<>();
            for (ProviderConfiguration provider : resources.providers()) {
                schemes.addAll(schemes(provider, random));
            }
            rules.add(new Rule(resources.names(), new Schemes(schemes, source)));
        }
        return new EncryptionFile(rules, new Schemes(List.of(Scheme.IDENTITY), source));
    }

    @Override
    public Schemes of(String key) {
        return known.computeIfAbsent(StorageKeys.logOf(key), this::find);
    }

    private Schemes find(String prefix) {
        for (Rule rule : rules) {
            if (ResourceNames.cover(rule.names, prefix)) {
                return rule.schemes;
            }
        }
        return others;
    }

    private static List<Scheme> schemes(ProviderConfiguration provider, SecureRandom random) {
        return provider.name().equals("identity")
                ? List.of(Scheme.IDENTITY)
                : provider.keys().stream()
                        .map(key -> Scheme.of(provider.name(), key.name(), sealer(provider.name(), key, random)))
                        .toList();
    }

    private static Sealer sealer(String provider, EncryptionConfiguration.Key key, SecureRandom random) {
        byte[] secret = Objects.requireNonNull(KeyText.decode(key.secret()), "a valid key is base64");
        return switch (provider) {
            case "aesgcm" -> new AesGcm(secret, random);
            case "aescbc" -> new AesCbc(secret, random);
            case "secretbox" -> new Secretbox(secret, random);
            default -> throw new IllegalArgumentException("no provider " + provider);
        };
    }
}
