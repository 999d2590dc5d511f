package io.gantry.network.host;

import io.gantry.network.nft.Nft;
import io.gantry.network.nft.NftException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Lets the pods' packets through a host firewall whose policy is to drop: Docker sets that for forwarded packets, ufw for
 * both. A verdict of another table cannot overrule it, so an accepting rule for our bridge goes into its own chain. Works
 * for iptables over nftables, the default of all current distributions.
 *
 * <p>Nothing is touched where the policy is accept. For one thread at a time.
 */
public final class HostFirewall {
    private static final List<String> CHAINS = List.of("FORWARD", "INPUT");
    private static final Pattern DROPS = Pattern.compile("policy drop");

    private final Nft nft;
    private final String bridge;

    public HostFirewall(Nft nft, String bridge) {
        this.nft = nft;
        this.bridge = bridge;
    }

    /** Adds our rules where they are needed and missing. */
    public void allow() {
        for (var chain : CHAINS) {
            var listing = list(chain);
            if (!DROPS.matcher(listing).find()) {
                continue;
            }
            for (var match : matches(chain)) {
                if (!listing.contains(match)) {
                    nft.run("insert rule ip filter " + chain + " " + match + " counter accept");
                }
            }
        }
    }

    /** Removes our rules, wherever they are. */
    public void remove() {
        for (var chain : CHAINS) {
            for (var handle : handles(list(chain))) {
                nft.run("delete rule ip filter " + chain + " handle " + handle);
            }
        }
    }

    private List<String> matches(String chain) {
        var in = "iifname \"" + bridge + "\"";
        var out = "oifname \"" + bridge + "\"";
        return chain.equals("FORWARD") ? List.of(in, out) : List.of(in);
    }

    private List<String> handles(String listing) {
        var handles = new ArrayList<String>();
        var rule = Pattern.compile("[io]ifname \"" + Pattern.quote(bridge) + "\" counter .*accept # handle (\\d+)")
                .matcher(listing);
        while (rule.find()) {
            handles.add(rule.group(1));
        }
        return handles;
    }

    /** The chain with its rules' handles, or nothing when there is none. */
    private String list(String chain) {
        try {
            return nft.listWithHandles("list chain ip filter " + chain);
        } catch (NftException e) {
            return "";
        }
    }
}
