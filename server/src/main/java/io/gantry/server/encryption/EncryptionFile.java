package io.gantry.server.encryption;

import io.gantry.api.codec.DecodeException;
import io.gantry.base.Time;
import io.gantry.server.encryption.EncryptionConfiguration.ProviderConfiguration;
import io.gantry.server.metrics.EnvelopeMetrics;
import io.gantry.server.registry.StorageKeys;
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

    private final List<KmsProvider> providers;

    private EncryptionFile(List<Rule> rules, Schemes others, List<KmsProvider> providers) {
        this.rules = List.copyOf(rules);
        this.others = others;
        this.providers = List.copyOf(providers);
    }

    /**
     * @param source the file's name, for errors
     * @param envelope what KMS plugins and their keys are counted in
     * @throws DecodeException when the file is wrong; the message says what is
     */
    static Rules read(byte[] content, String source, SecureRandom random, Time time, EnvelopeMetrics envelope) {
        EncryptionConfiguration configuration = EncryptionConfigurationReader.read(content);
        List<Rule> rules = new ArrayList<>();
        List<KmsProvider> plugins = new ArrayList<>();
        for (EncryptionConfiguration.ResourceConfiguration resources : configuration.resources()) {
            List<Scheme> schemes = new ArrayList<>();
            for (ProviderConfiguration provider : resources.providers()) {
                EncryptionConfiguration.Kms kms = provider.kms();
                if (kms == null) {
                    schemes.addAll(schemes(provider, random));
                } else {
                    EnvelopeMetrics.Provider metrics = envelope.provider(kms.name());
                    KmsProvider plugin = new KmsProvider(
                            kms.name(),
                            new KmsClient(kms.socket(), kms.timeout(), time, metrics),
                            random,
                            time,
                            metrics);
                    plugins.add(plugin);
                    schemes.add(Scheme.ofKms(plugin, kms.name()));
                }
            }
            rules.add(new Rule(resources.names(), new Schemes(schemes, source)));
        }
        return new EncryptionFile(rules, new Schemes(List.of(Scheme.IDENTITY), source), plugins);
    }

    @Override
    public List<KmsProvider> providers() {
        return providers;
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
