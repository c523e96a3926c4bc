package io.nyala.spi.config;

import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Reads a Hadoop-style site file: {@code
 * <configuration><property><name/><value/></property></configuration>}.
 */
public final class SiteFile {
  private SiteFile() {}

  /**
   * @throws NyalaException INVALID_CONFIGURATION if the file is missing, is not well-formed, holds
   *     a DTD, or sets a key twice
   */
  public static Configuration read(Path file) {
    Map<String, String> values = new HashMap<>();
    NodeList properties = parse(file).getElementsByTagName("property");
    for (int i = 0; i < properties.getLength(); i++) {
      Element property = (Element) properties.item(i);
      String name = text(file, property, "name");
      if (values.put(name, text(file, property, "value")) != null) {
        throw invalid(file, "sets " + name + " twice", null);
      }
    }
    return new Configuration(values);
  }

  private static Document parse(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().parse(in);
    } catch (IOException | SAXException | ParserConfigurationException e) {
      throw invalid(file, "cannot be read: " + e.getMessage(), e);
    }
  }

  private static String text(Path file, Element property, String tag) {
    NodeList found = property.getElementsByTagName(tag);
    if (found.getLength() != 1) {
      throw invalid(file, "has a property with " + found.getLength() + " <" + tag + ">", null);
    }
    return found.item(0).getTextContent().trim();
  }

  private static NyalaException invalid(
      Path file, String what, @org.jspecify.annotations.Nullable Exception cause) {
    String message = "Configuration file " + file + " " + what;
    return cause == null
        ? new NyalaException(ErrorCode.INVALID_CONFIGURATION, message)
        : new NyalaException(ErrorCode.INVALID_CONFIGURATION, message, cause);
  }
}
