package io.gantry.server.cel;

import static io.gantry.server.cel.KubernetesTypes.AN_ELEMENT;
import static io.gantry.server.cel.KubernetesTypes.AN_INT;
import static io.gantry.server.cel.KubernetesTypes.AN_IP;
import static io.gantry.server.cel.KubernetesTypes.A_BOOL;
import static io.gantry.server.cel.KubernetesTypes.A_CIDR;
import static io.gantry.server.cel.KubernetesTypes.A_FORMAT;
import static io.gantry.server.cel.KubernetesTypes.A_LIST;
import static io.gantry.server.cel.KubernetesTypes.A_QUANTITY;
import static io.gantry.server.cel.KubernetesTypes.A_SEMVER;
import static io.gantry.server.cel.KubernetesTypes.A_STRING;
import static io.gantry.server.cel.KubernetesTypes.A_URL;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import io.gantry.api.types.Quantity;
import io.gantry.api.types.Semver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The functions that Kubernetes adds to the language: {@code k8s.io/apiserver/pkg/cel/library}; and one of strings that cel-java
 * lacks. Immutable.
 */
final class KubernetesLibrary extends FunctionLibrary {
    KubernetesLibrary() {
        lists();
        texts();
        expressions();
        urls();
        quantities();
        addresses();
        versions();
        formats();
    }

    private static List<?> list(Object value) {
        return (List<?>) value;
    }

    private void lists() {
        functions.member("isSorted", SimpleType.BOOL, a -> ListMath.sorted(list(a[0])), A_LIST);
        functions.member("sum", KubernetesTypes.ELEMENT, a -> ListMath.sum(list(a[0])), A_LIST);
        functions.member("min", KubernetesTypes.ELEMENT, a -> ListMath.extreme(list(a[0]), "min"), A_LIST);
        functions.member("max", KubernetesTypes.ELEMENT, a -> ListMath.extreme(list(a[0]), "max"), A_LIST);
        functions.member("indexOf", SimpleType.INT, a -> ListMath.indexOf(list(a[0]), a[1]), A_LIST, AN_ELEMENT);
        functions.member(
                "lastIndexOf", SimpleType.INT, a -> ListMath.lastIndexOf(list(a[0]), a[1]), A_LIST, AN_ELEMENT);
    }

    private void texts() {
        functions.member(
                "format",
                SimpleType.STRING,
                a -> Formatting.format((String) a[0], list(a[1])),
                A_STRING,
                new FunctionSet.Parameter(ListType.create(SimpleType.DYN), List.class));
    }

    private void expressions() {
        functions.member(
                "find",
                SimpleType.STRING,
                a -> {
                    Matcher matcher = pattern((String) a[1]).matcher((String) a[0]);
                    return matcher.find() ? matcher.group() : "";
                },
                A_STRING,
                A_STRING);
        functions.member(
                "findAll", KubernetesTypes.STRINGS, a -> findAll((String) a[0], (String) a[1], -1), A_STRING, A_STRING);
        functions.member(
                "findAll",
                KubernetesTypes.STRINGS,
                a -> findAll((String) a[0], (String) a[1], (Long) a[2]),
                A_STRING,
                A_STRING,
                AN_INT);
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("Illegal regex: " + e.getMessage(), e);
        }
    }

    private static List<String> findAll(String text, String pattern, long limit) {
        List<String> found = new ArrayList<>();
        Matcher matcher = pattern(pattern).matcher(text);
        while ((limit < 0 || found.size() < limit) && matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }

    private void urls() {
        functions.global("url", KubernetesTypes.URL, a -> Url.parse((String) a[0]), A_STRING);
        functions.global("isURL", SimpleType.BOOL, a -> Url.is((String) a[0]), A_STRING);
        functions.member("getScheme", SimpleType.STRING, a -> ((Url) a[0]).scheme(), A_URL);
        functions.member("getHost", SimpleType.STRING, a -> ((Url) a[0]).host(), A_URL);
        functions.member("getHostname", SimpleType.STRING, a -> ((Url) a[0]).hostname(), A_URL);
        functions.member("getPort", SimpleType.STRING, a -> ((Url) a[0]).port(), A_URL);
        functions.member("getEscapedPath", SimpleType.STRING, a -> ((Url) a[0]).escapedPath(), A_URL);
        functions.member(
                "getQuery",
                MapType.create(SimpleType.STRING, KubernetesTypes.STRINGS),
                a -> ((Url) a[0]).query(),
                A_URL);
    }

    private static Quantity quantity(Object value) {
        return (Quantity) value;
    }

    private static boolean isQuantity(String text) {
        try {
            Quantity.parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isInteger(Quantity quantity) {
        return Quantity.ofLong(quantity.value()).compareTo(quantity) == 0;
    }

    private void quantities() {
        functions.global("quantity", KubernetesTypes.QUANTITY, a -> Quantity.parse((String) a[0]), A_STRING);
        functions.global("isQuantity", SimpleType.BOOL, a -> isQuantity((String) a[0]), A_STRING);
        functions.member("sign", SimpleType.INT, a -> (long) quantity(a[0]).signum(), A_QUANTITY);
        functions.member("isInteger", SimpleType.BOOL, a -> isInteger(quantity(a[0])), A_QUANTITY);
        functions.member(
                "asInteger",
                SimpleType.INT,
                a -> {
                    if (!isInteger(quantity(a[0]))) {
                        throw new IllegalArgumentException("cannot convert value to integer");
                    }
                    return quantity(a[0]).value();
                },
                A_QUANTITY);
        functions.member(
                "asApproximateFloat", SimpleType.DOUBLE, a -> quantity(a[0]).approximate(), A_QUANTITY);
        functions.member(
                "isLessThan",
                SimpleType.BOOL,
                a -> quantity(a[0]).compareTo(quantity(a[1])) < 0,
                A_QUANTITY,
                A_QUANTITY);
        functions.member(
                "isGreaterThan",
                SimpleType.BOOL,
                a -> quantity(a[0]).compareTo(quantity(a[1])) > 0,
                A_QUANTITY,
                A_QUANTITY);
        functions.member(
                "compareTo",
                SimpleType.INT,
                a -> (long) Integer.signum(quantity(a[0]).compareTo(quantity(a[1]))),
                A_QUANTITY,
                A_QUANTITY);
        functions.member(
                "add", KubernetesTypes.QUANTITY, a -> quantity(a[0]).add(quantity(a[1])), A_QUANTITY, A_QUANTITY);
        functions.member(
                "add",
                KubernetesTypes.QUANTITY,
                a -> quantity(a[0]).add(Quantity.ofLong((Long) a[1])),
                A_QUANTITY,
                AN_INT);
        functions.member(
                "sub", KubernetesTypes.QUANTITY, a -> quantity(a[0]).subtract(quantity(a[1])), A_QUANTITY, A_QUANTITY);
        functions.member(
                "sub",
                KubernetesTypes.QUANTITY,
                a -> quantity(a[0]).subtract(Quantity.ofLong((Long) a[1])),
                A_QUANTITY,
                AN_INT);
    }

    private static Ip ip(Object value) {
        return value instanceof Ip ip ? ip : Ip.parse((String) value);
    }

    private static Cidr cidr(Object value) {
        return value instanceof Cidr cidr ? cidr : Cidr.parse((String) value);
    }

    private void addresses() {
        functions.global("ip", KubernetesTypes.IP, a -> ip(a[0]), A_STRING);
        functions.global("isIP", SimpleType.BOOL, a -> Ip.is((String) a[0]), A_STRING);
        functions.global(
                "ip.isCanonical", SimpleType.BOOL, a -> ip(a[0]).toString().equals(a[0]), A_STRING);
        functions.global("string", SimpleType.STRING, a -> a[0].toString(), AN_IP);
        functions.member("family", SimpleType.INT, a -> ip(a[0]).family(), AN_IP);
        functions.member("isUnspecified", SimpleType.BOOL, a -> ip(a[0]).unspecified(), AN_IP);
        functions.member("isLoopback", SimpleType.BOOL, a -> ip(a[0]).loopback(), AN_IP);
        functions.member("isLinkLocalMulticast", SimpleType.BOOL, a -> ip(a[0]).linkLocalMulticast(), AN_IP);
        functions.member("isLinkLocalUnicast", SimpleType.BOOL, a -> ip(a[0]).linkLocalUnicast(), AN_IP);
        functions.member("isGlobalUnicast", SimpleType.BOOL, a -> ip(a[0]).globalUnicast(), AN_IP);
        functions.global("cidr", KubernetesTypes.CIDR, a -> cidr(a[0]), A_STRING);
        functions.global("isCIDR", SimpleType.BOOL, a -> Cidr.is((String) a[0]), A_STRING);
        functions.global("string", SimpleType.STRING, a -> a[0].toString(), A_CIDR);
        functions.member("ip", KubernetesTypes.IP, a -> cidr(a[0]).address(), A_CIDR);
        functions.member("masked", KubernetesTypes.CIDR, a -> cidr(a[0]).masked(), A_CIDR);
        functions.member("prefixLength", SimpleType.INT, a -> (long) cidr(a[0]).prefix(), A_CIDR);
        functions.member("containsIP", SimpleType.BOOL, a -> cidr(a[0]).contains(ip(a[1])), A_CIDR, AN_IP);
        functions.member("containsIP", SimpleType.BOOL, a -> cidr(a[0]).contains(ip(a[1])), A_CIDR, A_STRING);
        functions.member("containsCIDR", SimpleType.BOOL, a -> cidr(a[0]).contains(cidr(a[1])), A_CIDR, A_CIDR);
        functions.member("containsCIDR", SimpleType.BOOL, a -> cidr(a[0]).contains(cidr(a[1])), A_CIDR, A_STRING);
    }

    private static Semver version(Object value) {
        return (Semver) value;
    }

    private void versions() {
        functions.global("semver", KubernetesTypes.SEMVER, a -> Semver.parse((String) a[0], false), A_STRING);
        functions.global(
                "semver", KubernetesTypes.SEMVER, a -> Semver.parse((String) a[0], (Boolean) a[1]), A_STRING, A_BOOL);
        functions.global("isSemver", SimpleType.BOOL, a -> Semver.is((String) a[0], false), A_STRING);
        functions.global("isSemver", SimpleType.BOOL, a -> Semver.is((String) a[0], (Boolean) a[1]), A_STRING, A_BOOL);
        functions.member("major", SimpleType.INT, a -> version(a[0]).major(), A_SEMVER);
        functions.member("minor", SimpleType.INT, a -> version(a[0]).minor(), A_SEMVER);
        functions.member("patch", SimpleType.INT, a -> version(a[0]).patch(), A_SEMVER);
        functions.member(
                "isLessThan", SimpleType.BOOL, a -> version(a[0]).compareTo(version(a[1])) < 0, A_SEMVER, A_SEMVER);
        functions.member(
                "isGreaterThan", SimpleType.BOOL, a -> version(a[0]).compareTo(version(a[1])) > 0, A_SEMVER, A_SEMVER);
        functions.member(
                "compareTo",
                SimpleType.INT,
                a -> (long) Integer.signum(version(a[0]).compareTo(version(a[1]))),
                A_SEMVER,
                A_SEMVER);
    }

    private void formats() {
        functions.global(
                "format.named",
                OptionalType.create(KubernetesTypes.FORMAT),
                a -> Optional.ofNullable(NamedFormat.all().get((String) a[0])),
                A_STRING);
        NamedFormat.all()
                .forEach((name, format) -> functions.global("format." + name, KubernetesTypes.FORMAT, a -> format));
        functions.member(
                "validate",
                OptionalType.create(KubernetesTypes.STRINGS),
                a -> {
                    List<String> wrong = ((NamedFormat) a[0]).check().apply((String) a[1]);
                    return wrong.isEmpty() ? Optional.empty() : Optional.of(wrong);
                },
                A_FORMAT,
                A_STRING);
    }
}
