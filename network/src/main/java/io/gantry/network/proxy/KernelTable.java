package io.gantry.network.proxy;

import io.gantry.network.nft.Nft;
import io.gantry.network.nft.NftException;
import java.util.ArrayList;
import java.util.List;

/**
 * Our tables in the kernel, and the model that they hold. For one thread at a time.
 *
 * <p>The first {@link #apply}, and the next one after a failure or a loss, replaces the tables in one transaction: nobody
 * sees them empty, connections go on, remembered clients are kept. All others change elements.
 */
final class KernelTable {
    private final ProxyConfig config;
    private final Nft nft;
    private Model current = Model.EMPTY;
    private boolean known;

    KernelTable(ProxyConfig config, Nft nft) {
        this.config = config;
        this.nft = nft;
    }

    /** Makes the kernel hold {@code next}; returns what that changed. */
    Diff apply(Model next) {
        var diff = Diff.between(config.table(), known ? current : Model.EMPTY, next);
        try {
            if (!known) {
                nft.run(BaseTable.replace(config) + diff.commands() + rememberedClients(next));
            } else if (!diff.isEmpty()) {
                nft.run(diff.commands());
                if (diff.affinity()) {
                    forgetClients(next);
                }
            }
        } catch (RuntimeException e) {
            known = false;
            throw e;
        }
        current = next;
        known = true;
        return diff;
    }

    boolean isKnown() {
        return known;
    }

    /** Looks whether our tables are still there; somebody may have flushed all rules. */
    void verify() {
        if (known) {
            try {
                nft.run("list chain inet " + config.table() + " prerouting");
                nft.run("list chain bridge " + config.table() + " prerouting");
            } catch (NftException e) {
                known = false;
            }
        }
    }

    /** Removes exactly the tables of a name. */
    static void remove(Nft nft, String table) {
        var commands = new StringBuilder();
        for (var family : List.of("inet", "bridge")) {
            commands.append("add table ")
                    .append(family)
                    .append(' ')
                    .append(table)
                    .append('\n');
            commands.append("delete table ")
                    .append(family)
                    .append(' ')
                    .append(table)
                    .append('\n');
        }
        nft.run(commands.toString());
    }

    /** Commands that put the clients that a table from before remembers into the new one. */
    private String rememberedClients(Model next) {
        var targets = Affinity.targets(next);
        if (targets.isEmpty()) {
            return "";
        }
        var commands = new StringBuilder();
        for (var family : rememberingFamilies()) {
            var kept = new ArrayList<String>();
            for (var entry : listed(family)) {
                if (Affinity.valid(entry, targets)) {
                    kept.add(entry.key() + " " + entry.times() + " : " + entry.target());
                }
            }
            if (!kept.isEmpty()) {
                commands.append("add element inet ")
                        .append(config.table())
                        .append(" affinity")
                        .append(family.digit())
                        .append(" { ")
                        .append(String.join(", ", kept))
                        .append(" }\n");
            }
        }
        return commands.toString();
    }

    /**
     * Forgets clients whose endpoint is gone. After the change and not in its transaction: only from then on can no new one
     * be remembered.
     */
    private void forgetClients(Model next) {
        var targets = Affinity.targets(next);
        for (var family : rememberingFamilies()) {
            for (var entry : listed(family)) {
                if (!Affinity.valid(entry, targets)) {
                    try {
                        nft.run("delete element inet " + config.table() + " affinity" + family.digit() + " { "
                                + entry.key() + " }\n");
                    } catch (NftException e) {
                        // Expired since it was listed: gone is what we want. If it is still there, say so.
                        if (listed(family).stream()
                                .anyMatch(other -> other.key().equals(entry.key()))) {
                            throw e;
                        }
                    }
                }
            }
        }
    }

    private List<Family> rememberingFamilies() {
        return config.families().stream().filter(f -> Chains.remembers(f, 1)).toList();
    }

    private List<Affinity.Entry> listed(Family family) {
        try {
            return Affinity.parse(nft.run("list map inet " + config.table() + " affinity" + family.digit()));
        } catch (NftException e) {
            if (!known) {
                return List.of(); // there was no table of ours yet
            }
            throw e;
        }
    }
}
