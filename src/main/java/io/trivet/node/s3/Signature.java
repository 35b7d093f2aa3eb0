package io.trivet.node.s3;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The header {@code Authorization} of a request to S3, by version 4 of AWS's signatures.
 *
 * <p>Source: https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 *
 * @param region of the bucket
 * @param time of the request, {@code 20130524T000000Z}
 */
record Signature(Credentials credentials, String region, String time) {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";

    /**
     * Of a request without a query.
     *
     * @param path of the object, its bytes escaped as they are sent
     * @param headers that are signed, by their names in small letters; {@code host}, {@code x-amz-date} and
     *     {@code x-amz-content-sha256} must be among them
     */
    String of(String method, String path, SortedMap<String, String> headers) {
        String names = String.join(";", headers.keySet());
        String request = method + "\n" + path + "\n\n"
                + headers.entrySet().stream()
                        .map(header -> header.getKey() + ":" + header.getValue().strip() + "\n")
                        .collect(Collectors.joining())
                + "\n" + names + "\n" + headers.get("x-amz-content-sha256");
        String day = time.substring(0, 8);
        String scope = day + "/" + region + "/s3/aws4_request";
        String text = ALGORITHM + "\n" + time + "\n" + scope + "\n" + sha256(bytes(request));
        byte[] key = bytes("AWS4" + credentials.secretKey());
        for (String part : new String[] {day, region, "s3", "aws4_request", text}) {
            key = hmac(key, part);
        }
        return ALGORITHM + " Credential=" + credentials.accessKey() + "/" + scope + ",SignedHeaders=" + names
                + ",Signature=" + HexFormat.of().formatHex(key);
    }

    /** In hexadecimal digits. */
    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Every byte that is no letter, digit, {@code - . _ ~} or {@code /} as {@code %41}. */
    static String escaped(String path) {
        StringBuilder text = new StringBuilder();
        for (byte each : bytes(path)) {
            char c = (char) (each & 0xff);
            if (c < 128 && (Character.isLetterOrDigit(c) || "-._~/".indexOf(c) >= 0)) {
                text.append(c);
            } else {
                text.append('%').append(HexFormat.of().withUpperCase().toHexDigits(each));
            }
        }
        return text.toString();
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
