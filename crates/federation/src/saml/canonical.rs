//! Exclusive XML canonicalization without comments: the bytes that a signature is over.
//!
//! <https://www.w3.org/TR/2002/REC-xml-exc-c14n-20020718/>

use std::collections::BTreeSet;

use roxmltree::{Node, NodeId, NodeType};

const XML_NAMESPACE: &str = "http://www.w3.org/XML/1998/namespace";

/// The canonical bytes of an element. `without` is a subtree to leave out (the signature itself);
/// `inclusive` are the prefixes of an `InclusiveNamespaces` list, the default one as `#default`.
pub(super) fn canonical(
    element: Node<'_, '_>,
    without: Option<NodeId>,
    inclusive: &[&str],
) -> Vec<u8> {
    let inclusive = inclusive.iter().map(|prefix| if *prefix == "#default" { "" } else { prefix });
    let mut writer = Writer {
        out: String::new(),
        rendered: Vec::new(),
        without,
        inclusive: inclusive.collect(),
    };
    writer.element(element);
    writer.out.into_bytes()
}

struct Writer<'a> {
    out: String,
    /// The namespace declarations that the open elements were written with, the innermost last.
    rendered: Vec<(&'a str, &'a str)>,
    without: Option<NodeId>,
    inclusive: BTreeSet<&'a str>,
}

impl<'a> Writer<'a> {
    /// Recurses no deeper than [`super::xml::DEPTH_MAX`].
    fn element(&mut self, node: Node<'a, '_>) {
        let name = qualified_name(node);
        let open = self.rendered.len();
        self.out.push('<');
        self.out.push_str(name);
        self.namespaces(node, name);
        self.attributes(node);
        self.out.push('>');
        for child in node.children() {
            match child.node_type() {
                NodeType::Element if Some(child.id()) == self.without => {}
                NodeType::Element => self.element(child),
                NodeType::Text => escape_text(child.text().unwrap_or_default(), &mut self.out),
                NodeType::PI => self.instruction(child),
                NodeType::Comment | NodeType::Root => {}
            }
        }
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
        self.rendered.truncate(open);
    }

    /// The declarations that the element needs and that are not in force already.
    fn namespaces(&mut self, node: Node<'a, '_>, name: &'a str) {
        let mut used: BTreeSet<&str> = node
            .attributes()
            .filter_map(|attribute| attribute_name(node, &attribute).split_once(':'))
            .map(|(prefix, _)| prefix)
            .collect();
        used.insert(name.split_once(':').map_or("", |(prefix, _)| prefix));
        used.extend(self.inclusive.iter().filter(|prefix| in_scope(node, prefix).is_some()));
        used.remove("xml");
        for prefix in used {
            let uri = in_scope(node, prefix).unwrap_or_default();
            let known = self.rendered.iter().rev().find(|(known, _)| *known == prefix);
            if known.map_or("", |(_, uri)| *uri) == uri {
                continue;
            }
            self.rendered.push((prefix, uri));
            self.out.push_str(if prefix.is_empty() { " xmlns" } else { " xmlns:" });
            self.out.push_str(prefix);
            self.out.push_str("=\"");
            escape_attribute(uri, &mut self.out);
            self.out.push('"');
        }
    }

    fn attributes(&mut self, node: Node<'a, '_>) {
        let mut attributes: Vec<_> = node.attributes().collect();
        attributes
            .sort_by_key(|attribute| (attribute.namespace().unwrap_or_default(), attribute.name()));
        for attribute in attributes {
            self.out.push(' ');
            self.out.push_str(attribute_name(node, &attribute));
            self.out.push_str("=\"");
            escape_attribute(attribute.value(), &mut self.out);
            self.out.push('"');
        }
    }

    fn instruction(&mut self, node: Node<'a, '_>) {
        let Some(instruction) = node.pi() else { return };
        self.out.push_str("<?");
        self.out.push_str(instruction.target);
        if let Some(value) = instruction.value {
            self.out.push(' ');
            self.out.push_str(value);
        }
        self.out.push_str("?>");
    }
}

fn in_scope<'a>(node: Node<'a, '_>, prefix: &str) -> Option<&'a str> {
    let uri = node.lookup_namespace_uri((!prefix.is_empty()).then_some(prefix));
    uri.filter(|uri| *uri != XML_NAMESPACE)
}

/// The name as it is written, prefix included: two prefixes may stand for one namespace.
fn qualified_name<'a>(node: Node<'a, '_>) -> &'a str {
    let source = node.document().input_text();
    let tag = source.get(node.range()).and_then(|tag| tag.strip_prefix('<')).unwrap_or_default();
    let end = tag.find(|sign: char| sign.is_ascii_whitespace() || sign == '/' || sign == '>');
    end.and_then(|end| tag.get(..end)).unwrap_or_default()
}

fn attribute_name<'a>(node: Node<'a, '_>, attribute: &roxmltree::Attribute<'a, '_>) -> &'a str {
    node.document().input_text().get(attribute.range_qname()).unwrap_or_default()
}

fn escape_text(text: &str, out: &mut String) {
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\r' => out.push_str("&#xD;"),
            sign => out.push(sign),
        }
    }
}

fn escape_attribute(text: &str, out: &mut String) {
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push_str("&#x9;"),
            '\n' => out.push_str("&#xA;"),
            '\r' => out.push_str("&#xD;"),
            sign => out.push(sign),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::xml;
    use super::*;

    /// The canonical form of the element named `e`.
    fn of(text: &str, inclusive: &[&str]) -> String {
        let document = xml::parse(text).unwrap();
        let element = document.descendants().find(|node| node.tag_name().name() == "e").unwrap();
        let out = element.children().find(|node| node.tag_name().name() == "out");
        String::from_utf8(canonical(element, out.map(|out| out.id()), inclusive)).unwrap()
    }

    #[test]
    fn elements_are_written_as_the_recommendation_says() {
        let rows: [(&str, &[&str], &str); 12] = [
            ("<e/>", &[], "<e></e>"),
            ("<e b='2'  a=\"1\" />", &[], "<e a=\"1\" b=\"2\"></e>"),
            ("<e>a<!-- gone -->b</e>", &[], "<e>ab</e>"),
            ("<e><![CDATA[<&>]]>&#13;\r\n</e>", &[], "<e>&lt;&amp;&gt;&#xD;\n</e>"),
            ("<e a='&lt;&quot;&#10;&#9;x'/>", &[], "<e a=\"&lt;&quot;&#xA;&#x9;x\"></e>"),
            ("<e><?p  x?><?q?></e>", &[], "<e><?p x?><?q?></e>"),
            ("<e>1<out>2</out>3</e>", &[], "<e>13</e>"),
            // Only what is used is declared, where it is first used.
            (
                "<x xmlns='u:d' xmlns:a='u:a' xmlns:b='u:b'><a:e><b:c/><b:c z='1' b:z='2'/></a:e></x>",
                &[],
                "<a:e xmlns:a=\"u:a\"><b:c xmlns:b=\"u:b\"></b:c><b:c xmlns:b=\"u:b\" z=\"1\" b:z=\"2\"></b:c></a:e>",
            ),
            (
                "<x xmlns='u:d' xmlns:b='u:b'><e><c xmlns=''/></e></x>",
                &[],
                "<e xmlns=\"u:d\"><c xmlns=\"\"></c></e>",
            ),
            // What the list names is declared where it is in scope, used or not.
            (
                "<x xmlns='u:d' xmlns:b='u:b'><a:e xmlns:a='u:a'><a:c/></a:e></x>",
                &["b", "#default", "nowhere"],
                "<a:e xmlns=\"u:d\" xmlns:a=\"u:a\" xmlns:b=\"u:b\"><a:c></a:c></a:e>",
            ),
            // Two prefixes of one namespace stay apart; attributes go by namespace, then name.
            (
                "<p:e xmlns:p='u:1' xmlns:q='u:1'><q:c q:b='1' p:a='2' c='3'/></p:e>",
                &[],
                "<p:e xmlns:p=\"u:1\"><q:c xmlns:q=\"u:1\" c=\"3\" p:a=\"2\" q:b=\"1\"></q:c></p:e>",
            ),
            ("<e xml:lang='en'/>", &[], "<e xml:lang=\"en\"></e>"),
        ];
        for (text, inclusive, expected) in rows {
            assert_eq!(of(text, inclusive), expected, "{text}");
        }
    }
}
