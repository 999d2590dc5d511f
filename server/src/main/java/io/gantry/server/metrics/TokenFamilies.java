package io.gantry.server.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;

/** Uses of service accounts' tokens, under Kubernetes' names. */
final class TokenFamilies {
    private TokenFamilies() {}

    static List<MetricSnapshot> of(TokenMetrics tokens) {
        return List.of(
                counter(
                        "serviceaccount_valid_tokens",
                        "Uses of pods' tokens that hold for longer than they say, before they would have ended.",
                        tokens.validCount()),
                counter(
                        "serviceaccount_stale_tokens",
                        "Uses of such tokens afterwards: their holders do not read the new ones.",
                        tokens.staleCount()),
                counter(
                        "serviceaccount_legacy_tokens",
                        "Uses of tokens from Secrets.",
                        tokens.secretCount(true) + tokens.secretCount(false)),
                counter(
                        "serviceaccount_legacy_manual_token_uses",
                        "Uses of tokens from Secrets that somebody made.",
                        tokens.secretCount(false)),
                counter(
                        "serviceaccount_legacy_auto_token_uses",
                        "Uses of tokens from Secrets that their accounts list.",
                        tokens.secretCount(true)));
    }

    private static MetricSnapshot counter(String name, String help, long count) {
        return CounterSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(Families.counter(count, Labels.EMPTY))
                .build();
    }
}
