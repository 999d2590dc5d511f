package io.gantry.api.validation;

import io.gantry.api.codec.DecodeException;
import io.gantry.api.codec.Tree;
import io.gantry.api.core.v1.ConfigMap;
import io.gantry.api.core.v1.EndpointSubset;
import io.gantry.api.core.v1.Namespace;
import io.gantry.api.core.v1.Node;
import io.gantry.api.core.v1.Secret;
import io.gantry.api.core.v1.Taint;
import io.gantry.api.core.v1.TaintType;
import io.gantry.api.types.Bytes;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The smaller kinds of the core group. */
final class CoreRules {
    /** Of all data of a config map or secret. */
    private static final int MAX_DATA = 1 << 20;

    private static final FieldPath DATA = FieldPath.of("data");
    private static final FieldPath BINARY = FieldPath.of("binaryData");
    private static final String FROZEN = "field is immutable when `immutable` is set";

    private CoreRules() {}

    static void configMap(ConfigMap map, FieldErrors errors) {
        long size = 0;
        for (Map.Entry<String, String> entry : map.data().entrySet()) {
            if (map.binaryData().containsKey(entry.getKey())) {
                errors.invalid(DATA.key(entry.getKey()), entry.getKey(), "duplicate of key present in binaryData");
            }
            size += MetadataRules.utf8Length(entry.getValue());
        }
        for (Bytes value : map.binaryData().values()) {
            size += value.size();
        }
        if (size > MAX_DATA) {
            errors.tooLong(FieldPath.of(""), MAX_DATA);
        }
    }

    static void configMapUpdate(ConfigMap updated, ConfigMap old, FieldErrors errors) {
        if (Boolean.TRUE.equals(old.immutable())) {
            if (!Boolean.TRUE.equals(updated.immutable())) {
                errors.forbidden(FieldPath.of("immutable"), FROZEN);
            }
            if (!updated.data().equals(old.data())) {
                errors.forbidden(DATA, FROZEN);
            }
            if (!updated.binaryData().equals(old.binaryData())) {
                errors.forbidden(BINARY, FROZEN);
            }
        }
        configMap(updated, errors);
    }

    static void secret(Secret secret, FieldErrors errors) {
        long size = 0;
        for (Bytes value : secret.data().values()) {
            size += value.size();
        }
        if (size > MAX_DATA) {
            errors.tooLong(DATA, MAX_DATA);
        }
        String type = secret.type() == null ? "" : secret.type();
        switch (type) {
            case "kubernetes.io/service-account-token" -> {
                String account = secret.metadata().annotations().get("kubernetes.io/service-account.name");
                if (account == null || account.isEmpty()) {
                    errors.required(
                            FieldPath.METADATA.child("annotations").key("kubernetes.io/service-account.name"), "");
                }
            }
            case "kubernetes.io/dockercfg" -> json(secret, ".dockercfg", errors);
            case "kubernetes.io/dockerconfigjson" -> json(secret, ".dockerconfigjson", errors);
            case "kubernetes.io/basic-auth" -> {
                if (!secret.data().containsKey("username") && !secret.data().containsKey("password")) {
                    errors.required(DATA.key("username"), "");
                    errors.required(DATA.key("password"), "");
                }
            }
            case "kubernetes.io/ssh-auth" -> {
                Bytes key = secret.data().get("ssh-privatekey");
                if (key == null || key.size() == 0) {
                    errors.required(DATA.key("ssh-privatekey"), "");
                }
            }
            case "kubernetes.io/tls" -> {
                for (String key : List.of("tls.crt", "tls.key")) {
                    if (!secret.data().containsKey(key)) {
                        errors.required(DATA.key(key), "");
                    }
                }
            }
            default -> {} // anybody's own type
        }
    }

    private static void json(Secret secret, String key, FieldErrors errors) {
        Bytes content = secret.data().get(key);
        if (content == null) {
            errors.required(DATA.key(key), "");
            return;
        }
        try {
            Object tree = Tree.parseJson(content.shared());
            if (tree != null) {
                Tree.object(tree);
            }
        } catch (DecodeException e) {
            errors.invalid(DATA.key(key), "<secret contents redacted>", String.valueOf(e.getMessage()));
        }
    }

    static void secretUpdate(Secret updated, Secret old, FieldErrors errors) {
        if (Boolean.TRUE.equals(old.immutable())) {
            if (!Boolean.TRUE.equals(updated.immutable())) {
                errors.forbidden(FieldPath.of("immutable"), FROZEN);
            }
            if (!updated.data().equals(old.data())) {
                errors.forbidden(DATA, FROZEN);
            }
        }
        secret(updated, errors);
    }

    static void namespace(Namespace namespace, FieldErrors errors) {
        for (String finalizer : namespace.spec().finalizers()) {
            MetadataRules.finalizer(finalizer, FieldPath.SPEC.child("finalizers"), errors);
        }
    }

    static void node(Node node, FieldErrors errors) {
        List<String> networks = node.spec().podCIDRs();
        FieldPath cidrs = FieldPath.SPEC.child("podCIDRs");
        for (int i = 0; i < networks.size(); i++) {
            Addresses.network(networks.get(i), cidrs.index(i), errors);
        }
        if (networks.size() > 1 && !AddressRules.dualStack(networks)) {
            errors.invalid(cidrs, networks, "may specify no more than one CIDR for each IP family");
        }
        FieldPath path = FieldPath.SPEC.child("taints");
        Set<String> seen = new HashSet<>();
        List<Taint> taints = node.spec().taints();
        for (int i = 0; i < taints.size(); i++) {
            Taint taint = taints.get(i);
            if (!seen.add(taint.key() + "=" + taint.effect())) {
                errors.duplicate(path.index(i), InternalJson.of(TaintType.TYPE, taint));
            }
        }
    }

    static void nodeUpdate(Node updated, Node old, FieldErrors errors) {
        if (!old.spec().podCIDRs().isEmpty()
                && !old.spec().podCIDRs().equals(updated.spec().podCIDRs())) {
            errors.forbidden(
                    FieldPath.SPEC.child("podCIDRs"), "node updates may not change podCIDR except from \"\" to valid");
        }
        String provider = old.spec().providerID();
        if (provider != null && !provider.equals(updated.spec().providerID())) {
            errors.forbidden(
                    FieldPath.SPEC.child("providerID"),
                    "node updates may not change providerID except from \"\" to valid");
        }
        node(updated, errors);
    }

    static void check(EndpointSubset subset, FieldPath path, FieldErrors errors) {
        if (subset.addresses().isEmpty() && subset.notReadyAddresses().isEmpty()) {
            errors.required(path, "must specify `addresses` or `notReadyAddresses`");
        }
        for (int i = 0; subset.ports().size() > 1 && i < subset.ports().size(); i++) {
            String name = subset.ports().get(i).name();
            if (name == null || name.isEmpty()) {
                errors.required(path.child("ports").index(i).child("name"), "");
            }
        }
    }
}
