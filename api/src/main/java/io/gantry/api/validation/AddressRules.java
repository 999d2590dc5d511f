package io.gantry.api.validation;

import io.gantry.api.names.Names;
import io.gantry.api.networking.v1.IPAddress;
import io.gantry.api.networking.v1.ParentReference;
import io.gantry.api.networking.v1.ParentReferenceType;
import io.gantry.api.networking.v1.ServiceCIDR;
import io.gantry.api.networking.v1.ServiceCIDRSpecType;
import io.gantry.api.types.IpLiteral;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ranges that Services have their addresses of, and the addresses that are taken. */
final class AddressRules {
    private static final FieldPath CIDRS = FieldPath.SPEC.child("cidrs");
    private static final FieldPath PARENT = FieldPath.SPEC.child("parentRef");
    private static final String IMMUTABLE = "field is immutable";

    private AddressRules() {}

    static void serviceCidr(ServiceCIDR range, FieldErrors errors) {
        List<String> cidrs = range.spec().cidrs();
        if (cidrs.isEmpty()) {
            errors.required(CIDRS, "at least one CIDR required");
            return;
        }
        if (cidrs.size() > 2) {
            errors.invalidRecord(CIDRS, ServiceCIDRSpecType.TYPE, range.spec(), "may only hold up to 2 values");
            return;
        }
        if (cidrs.size() == 2 && !dualStack(cidrs)) {
            errors.invalidRecord(
                    CIDRS,
                    ServiceCIDRSpecType.TYPE,
                    range.spec(),
                    "may specify no more than one IP for each IP family, i.e 192.168.0.0/24 and 2001:db8::/64");
            return;
        }
        for (int i = 0; i < cidrs.size(); i++) {
            Addresses.canonicalNetwork(cidrs.get(i), CIDRS.index(i), errors);
        }
    }

    /** A range stays; one of the other family may join it. */
    static void serviceCidrUpdate(ServiceCIDR updated, ServiceCIDR old, FieldErrors errors) {
        List<String> before = old.spec().cidrs();
        List<String> after = updated.spec().cidrs();
        boolean joined = before.size() == 1 && after.size() == 2;
        if (before.size() != after.size() && !joined) {
            errors.invalid(CIDRS, after, IMMUTABLE);
            return;
        }
        for (int i = 0; i < before.size(); i++) {
            if (!before.get(i).equals(after.get(i))) {
                errors.invalid(CIDRS.index(i), after.get(i), IMMUTABLE);
            }
        }
        if (joined) {
            serviceCidr(updated, errors);
        }
    }

    /** Whether there is one network of each family. */
    static boolean dualStack(List<String> cidrs) {
        return cidrs.size() == 2
                && Addresses.isNetwork(cidrs.get(0))
                && Addresses.isNetwork(cidrs.get(1))
                && Addresses.isV6(cidrs.get(0)) != Addresses.isV6(cidrs.get(1));
    }

    /** An object stands for the address that is its name: one way to write it, one object. */
    static List<String> addressName(String name) {
        InetAddress address = Addresses.parse(name);
        if (address == null) {
            return List.of("ParseAddr(\"" + name + "\"): unable to parse IP");
        }
        return IpLiteral.text(address.getAddress()).equals(name)
                ? List.of()
                : List.of("must be a canonical format IP address");
    }

    static void address(IPAddress address, FieldErrors errors) {
        ParentReference parent = address.spec().parentRef();
        if (parent == null) {
            errors.required(PARENT, "");
            return;
        }
        String group = parent.group();
        if (group != null && !group.isEmpty()) {
            errors.invalid(PARENT.child("group"), group, Names.dns1123Subdomain(group));
        }
        required(PARENT.child("resource"), parent.resource(), errors);
        required(PARENT.child("name"), parent.name(), errors);
        String namespace = parent.namespace();
        if (namespace != null && !namespace.isEmpty()) {
            errors.invalid(PARENT.child("namespace"), namespace, Names.pathSegment(namespace));
        }
    }

    private static void required(FieldPath path, @Nullable String text, FieldErrors errors) {
        if (text == null || text.isEmpty()) {
            errors.required(path, "");
        } else {
            errors.invalid(path, text, Names.pathSegment(text));
        }
    }

    static void addressUpdate(IPAddress updated, IPAddress old, FieldErrors errors) {
        errors.immutableRecord(
                PARENT,
                ParentReferenceType.TYPE,
                updated.spec().parentRef(),
                old.spec().parentRef());
    }
}
